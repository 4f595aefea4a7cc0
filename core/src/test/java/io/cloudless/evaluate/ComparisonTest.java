package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.evaluate.Comparison.Difference;
import io.cloudless.evaluate.Comparison.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void aBetterDetectorIsClearlyBetter() {
        Comparison comparison = Comparison.of(detector("good", 40, 0.05), detector("poor", 40, 0.25));

        assertThat(iou(comparison).difference()).isPositive();
        assertThat(iou(comparison).isClear()).isTrue();
        assertThat(boa(comparison).isClear()).isTrue();
        assertThat(boa(comparison).difference())
                .isBetween(boa(comparison).low(), boa(comparison).high());
    }

    @Test
    void aDetectorAgainstItselfIsNoDifferenceAtAll() {
        Evaluation one = detector("one", 12, 0.1);

        Comparison comparison = Comparison.of(one, one);

        assertThat(iou(comparison).low()).isZero();
        assertThat(iou(comparison).high()).isZero();
        assertThat(iou(comparison).isClear()).isFalse();
    }

    @Test
    void theIntervalIsTheSameEveryTimeAndTurnsRoundWithTheOrder() {
        Evaluation a = detector("a", 15, 0.1);
        Evaluation b = detector("b", 15, 0.12);

        Comparison comparison = Comparison.of(a, b);

        assertThat(Comparison.of(a, b)).isEqualTo(comparison);
        assertThat(iou(Comparison.of(b, a)).low()).isEqualTo(-iou(comparison).high());
    }

    @Test
    void theIntervalIsThatOfTheBinomialDistributionThatTheScenesAreDrawnBy() {
        // Of 26 scenes alike the first detector finds 40 of 100 cloud pixels more in 13, so that the balanced accuracy
        // of a
        // draw is better by 0.2 * K / 26, and K follows the binomial distribution of 26 trials at 1/2.
        List<SceneResult> first = new ArrayList<>();
        List<SceneResult> second = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            first.add(scene(i, 100));
            second.add(scene(i, i < 13 ? 60 : 100));
        }

        Comparison comparison =
                Comparison.of(new Evaluation("a", "", first, List.of()), new Evaluation("b", "", second, List.of()));

        assertThat(boa(comparison).difference()).isCloseTo(0.1, within(1e-12));
        // P(K <= 7) = 0.014 and P(K <= 8) = 0.038, and as much from above.
        assertThat(boa(comparison).low()).isCloseTo(0.2 * 8 / 26, within(1e-12));
        assertThat(boa(comparison).high()).isCloseTo(0.2 * 18 / 26, within(1e-12));
        assertThat(comparison.of(Figure.F1)).isPresent();
    }

    @Test
    void calibrationIsComparedWhereBothKnowProbabilities() {
        Evaluation sure = evaluation("sure", 80);
        Evaluation unsure = evaluation("unsure", 65);

        Difference error =
                Comparison.of(sure, unsure).of(Figure.CALIBRATION_ERROR).orElseThrow();

        // All of it is cloud: 0.2 from the truth against 0.35, in every scene.
        assertThat(error.difference()).isCloseTo(-0.15, within(1e-12));
        assertThat(error.low()).isCloseTo(-0.15, within(1e-12));
        assertThat(error.isClear()).isTrue();
        assertThat(Comparison.of(sure, detector("masks", 3, 0.1)).of(Figure.CALIBRATION_ERROR))
                .isEmpty();
    }

    @Test
    void shadowIsComparedWhereBothTellIt() {
        Evaluation blind = shadows("blind", 0, Set.of(0, 1));
        Evaluation half = shadows("half", 50, Set.of(0, 1, 2, 3));
        Evaluation full = shadows("full", 100, Set.of(0, 1, 2, 3));

        assertThat(Comparison.of(full, blind).of(Figure.SHADOW_BOA)).isEmpty();
        assertThat(Comparison.of(full, half).of(Figure.SHADOW_BOA).orElseThrow().difference())
                .isCloseTo(0.25, within(1e-12));
        assertThat(Comparison.of(detector("a", 3, 0.1), detector("b", 3, 0.1)).of(Figure.SHADOW_BOA))
                .isEmpty();
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

    private static Difference iou(Comparison comparison) {
        return comparison.of(Figure.IOU).orElseThrow();
    }

    private static Difference boa(Comparison comparison) {
        return comparison.of(Figure.BOA).orElseThrow();
    }

    /** 100 pixels of cloud, of which some are found, and 100 of clear. */
    private static SceneResult scene(int number, int found) {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(1, 1, found);
        matrix.add(1, 0, 100 - found);
        matrix.add(0, 0, 100);
        return new SceneResult("scene" + number, Map.of(), matrix, null);
    }

    /** Three scenes of cloud to which a detector gives one probability. */
    private static Evaluation evaluation(String name, int percent) {
        List<SceneResult> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProbabilityCounts counts = new ProbabilityCounts();
            counts.add(1, percent, 100);
            ConfusionMatrix matrix = new ConfusionMatrix(4);
            matrix.add(1, 1, 100);
            results.add(new SceneResult("scene" + i, Map.of(), matrix, counts));
        }
        return new Evaluation(name, "", results, List.of());
    }

    /** A scene of 100 clear and 100 shadow pixels, of which some are found. */
    private static Evaluation shadows(String name, int found, Set<Integer> codes) {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(0, 0, 100);
        matrix.add(3, 3, found);
        matrix.add(3, 0, 100 - found);
        return new Evaluation(name, "", List.of(new SceneResult("scene", Map.of(), matrix, null)), List.of(), codes);
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
