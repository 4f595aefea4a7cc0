package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KindsTest {
    private static final Set<Integer> TWO = Set.of(0, 1);
    private static final Set<Integer> FOUR = Set.of(0, 1, 2, 3);

    @Test
    void aTruthOfCloudAndClearOnlyTellsNoKindsWhateverTheModelSays() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(0, 3, 5);
        matrix.add(1, 2, 5);

        Kinds kinds = Kinds.of(matrix, FOUR);

        assertThat(kinds.areTold()).isFalse();
        assertThat(ClassScores.of(matrix, kinds)).isEmpty();
        assertThat(kinds.gaps()).isEmpty();
        assertThat(KindColumn.of(kinds)).isEmpty();
        assertThat(kinds.differ(0, 3)).isFalse();
    }

    @Test
    void aModelOfCloudAloneIsSilentAboutKindsAndNotWrong() {
        ConfusionMatrix matrix = matrix();

        Kinds kinds = Kinds.of(matrix, TWO);

        assertThat(kinds.ofMasks()).containsExactly(Kind.CLOUD);
        assertThat(kinds.gaps()).hasValueSatisfying(text -> assertThat(text).contains("thin cloud and cloud shadow"));
        ClassScores shadow = ClassScores.of(matrix, kinds, Kind.SHADOW);
        assertThat(shadow.told()).isFalse();
        assertThat(shadow.boa()).isNaN();
        assertThat(shadow.iou()).isNaN();
        // What every mask tells: how much of it was taken for cloud.
        assertThat(shadow.calledCloud()).isEqualTo(2.0 / 20);
        assertThat(ClassScores.of(matrix, kinds, Kind.CLOUD).boa())
                .isEqualTo(CloudScores.of(matrix).boa());
    }

    @Test
    void eachKindIsHeldAgainstAllTheRest() {
        ConfusionMatrix matrix = matrix();

        Kinds kinds = Kinds.of(matrix, FOUR);

        assertThat(kinds.gaps()).isEmpty();
        ClassScores shadow = ClassScores.of(matrix, kinds, Kind.SHADOW);
        assertThat(shadow.pixels()).isEqualTo(20);
        assertThat(shadow.recall()).isEqualTo(12.0 / 20);
        assertThat(shadow.precision()).isEqualTo(12.0 / 22);
        assertThat(shadow.iou()).isEqualTo(12.0 / 30);
        // Of the 180 others 10 were called shadow.
        assertThat(shadow.boa()).isEqualTo((12.0 / 20 + 170.0 / 180) / 2);
        ClassScores thin = ClassScores.of(matrix, kinds, Kind.THIN);
        assertThat(thin.iou()).isEqualTo(10.0 / (30 + 20 - 10));
        assertThat(thin.calledCloud()).isEqualTo(25.0 / 30);
        assertThat(ClassScores.of(matrix, kinds, Kind.CLEAR).recall()).isEqualTo(85.0 / 100);
    }

    @Test
    void whereNobodyMarkedShadowItIsNoErrorToSeeOne() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(0, 0, 60);
        matrix.add(0, 3, 40);
        matrix.add(2, 2, 10);
        matrix.add(1, 1, 10);

        Kinds kinds = Kinds.of(matrix, FOUR);

        assertThat(kinds.ofTruth()).doesNotContain(Kind.SHADOW);
        assertThat(ClassScores.of(matrix, kinds, Kind.CLEAR).recall()).isEqualTo(1);
        assertThat(kinds.differ(0, 3)).isFalse();
        assertThat(kinds.differ(1, 2)).isTrue();
    }

    @Test
    void aTruthThatTellsShadowOnlyHasNothingToSayOfThinCloud() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(1, 2, 10);
        matrix.add(3, 3, 10);
        matrix.add(0, 0, 10);

        assertThat(Kinds.of(matrix, FOUR).ofTruth()).containsExactly(Kind.CLEAR, Kind.CLOUD, Kind.SHADOW);
    }

    @Test
    void masksFromElsewhereTellWhatTheyHold() {
        SceneResult scene = new SceneResult("scene", Map.of(), matrix(), null);

        assertThat(new Evaluation("masks", "", List.of(scene), List.of())
                        .kinds()
                        .gaps())
                .isEmpty();
        // A model that knows shadow but called none so has missed it: a figure, and a bad one.
        ConfusionMatrix blind = new ConfusionMatrix(4);
        blind.add(3, 0, 10);
        blind.add(0, 0, 10);
        Evaluation model =
                new Evaluation("model", "", List.of(new SceneResult("s", Map.of(), blind, null)), List.of(), FOUR);
        assertThat(ClassScores.of(blind, model.kinds(), Kind.SHADOW).recall()).isZero();
    }

    /** 100 clear, 50 thick, 30 thin and 20 shadow pixels. */
    private static ConfusionMatrix matrix() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(0, 0, 85);
        matrix.add(0, 1, 5);
        matrix.add(0, 3, 10);
        matrix.add(1, 1, 40);
        matrix.add(1, 2, 10);
        matrix.add(2, 2, 10);
        matrix.add(2, 1, 15);
        matrix.add(2, 0, 5);
        matrix.add(3, 3, 12);
        matrix.add(3, 0, 6);
        matrix.add(3, 1, 2);
        return matrix;
    }
}
