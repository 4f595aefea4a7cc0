package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void aBetterDetectorIsClearlyBetter() {
        Comparison comparison = Comparison.of(detector("good", 40, 0.05), detector("poor", 40, 0.25));

        assertThat(comparison.iou().difference()).isPositive();
        assertThat(comparison.iou().isClear()).isTrue();
        assertThat(comparison.boa().isClear()).isTrue();
        assertThat(comparison.boa().difference())
                .isBetween(comparison.boa().low(), comparison.boa().high());
    }

    @Test
    void aDetectorAgainstItselfIsNoDifferenceAtAll() {
        Evaluation one = detector("one", 12, 0.1);

        Comparison comparison = Comparison.of(one, one);

        assertThat(comparison.iou().low()).isZero();
        assertThat(comparison.iou().high()).isZero();
        assertThat(comparison.iou().isClear()).isFalse();
    }

    @Test
    void theIntervalIsTheSameEveryTimeAndTurnsRoundWithTheOrder() {
        Evaluation a = detector("a", 15, 0.1);
        Evaluation b = detector("b", 15, 0.12);

        Comparison comparison = Comparison.of(a, b);

        assertThat(Comparison.of(a, b)).isEqualTo(comparison);
        assertThat(Comparison.of(b, a).iou().low()).isEqualTo(-comparison.iou().high());
    }

    @Test
    void onlyScenesInBothAreCompared() {
        Comparison comparison = Comparison.of(detector("a", 15, 0.1), detector("b", 9, 0.1));

        assertThat(comparison.scenes()).isEqualTo(9);
    }

    @Test
    void withoutACommonSceneThereIsNothingToCompare() {
        Evaluation other = Evaluation.ofTotal("other", "", new ConfusionMatrix(4), null);

        assertThatThrownBy(() -> Comparison.of(detector("a", 3, 0.1), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }

    /** Scenes that are half cloud, of which a share varying about {@code error} is taken for the opposite. */
    private static Evaluation detector(String name, int scenes, double error) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<SceneResult> results = new ArrayList<>();
        for (int i = 0; i < scenes; i++) {
            ConfusionMatrix matrix = new ConfusionMatrix(4);
            for (int pixel = 0; pixel < 1000; pixel++) {
                int truth = random.nextInt(2);
                matrix.add(truth, random.nextDouble() < error * 2 * random.nextDouble() ? 1 - truth : truth);
            }
            results.add(new SceneResult("scene" + i, Map.of(), matrix, null));
        }
        return new Evaluation(name, "", results, List.of());
    }
}
