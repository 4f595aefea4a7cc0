package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.MaskClass;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static Decision decision(double shadowThreshold, int... codes) {
        List<MaskClass> classes = Arrays.stream(codes)
                .mapToObj(code -> new MaskClass(code, "class " + code))
                .toList();
        return Decision.of(new MaskLayout(1, 1, null, classes, 0.5, shadowThreshold, List.of()));
    }

    /** The sum of a plane for these probabilities. */
    private static double sum(Decision decision, int plane, double... probabilities) {
        double sum = 0;
        for (int known = 0; known < probabilities.length; known++) {
            sum += probabilities[known] * decision.factors()[known][plane];
        }
        return sum;
    }

    @Test
    void clearOrCloudIsASingleQuestion() {
        Decision decision = decision(0.5, MaskClass.CLEAR, MaskClass.CLOUD);

        assertThat(decision.planes()).isEqualTo(1);
        assertThat(sum(decision, 0, 0.25, 0.75)).isEqualTo(0.75);
        assertThat(decision.cloudCode()).isEqualTo((byte) MaskClass.CLOUD);
        assertThat(decision.otherCode()).isEqualTo((byte) MaskClass.CLEAR);
    }

    @Test
    void allFourClassesAreThreeQuestions() {
        Decision decision = decision(0.25, MaskClass.CLEAR, MaskClass.CLOUD, MaskClass.THIN_CLOUD, MaskClass.SHADOW);

        assertThat(decision.planes()).isEqualTo(3);
        assertThat(sum(decision, 0, 0.125, 0.25, 0.5, 0.125)).isEqualTo(0.75);
        assertThat(sum(decision, decision.kindPlane(), 0, 0.25, 0.5, 0)).isNegative();
        assertThat(sum(decision, decision.kindPlane(), 0, 0.5, 0.5, 0)).isZero();
        assertThat(sum(decision, decision.shadowPlane(), 0.75, 0, 0, 0.25)).isZero();
        assertThat(sum(decision, decision.shadowPlane(), 0.5, 0, 0, 0.25)).isPositive();
    }

    @Test
    void classesOfOneCodeAreAddedUp() {
        Decision decision = decision(0.5, MaskClass.THIN_CLOUD, MaskClass.CLEAR, MaskClass.CLEAR, MaskClass.THIN_CLOUD);

        assertThat(decision.planes()).isEqualTo(1);
        assertThat(sum(decision, 0, 0.5, 0.125, 0.125, 0.25)).isEqualTo(0.75);
        assertThat(decision.cloudCode()).isEqualTo((byte) MaskClass.THIN_CLOUD);
    }
}
