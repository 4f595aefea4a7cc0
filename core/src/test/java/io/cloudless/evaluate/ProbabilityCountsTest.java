package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.evaluate.ProbabilityCounts.ReliabilityBin;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.model.Preference;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProbabilityCountsTest {
    private static final int PIXELS = 5_000;

    private final int[] truth = new int[PIXELS];
    private final int[] percent = new int[PIXELS];
    private final ProbabilityCounts counts = new ProbabilityCounts();

    ProbabilityCountsTest() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < PIXELS; i++) {
            percent[i] = random.nextInt(101);
            truth[i] = random.nextInt(100) * random.nextInt(100) < percent[i] * 60 ? 1 + random.nextInt(2) : 0;
            counts.add(truth[i], percent[i]);
        }
    }

    @Test
    void everyPointOfTheCurveIsTheMaskOfItsThreshold() {
        List<ThresholdPoint> curve = counts.curve();

        assertThat(curve).hasSize(101);
        for (int threshold = 0; threshold <= 100; threshold++) {
            ConfusionMatrix expected = new ConfusionMatrix(2);
            for (int i = 0; i < PIXELS; i++) {
                expected.add(ConfusionMatrix.isCloud(truth[i]) ? 1 : 0, percent[i] >= threshold ? 1 : 0);
            }
            assertThat(curve.get(threshold).matrix()).isEqualTo(expected);
            assertThat(curve.get(threshold).threshold()).isCloseTo(threshold / 100.0, within(1e-12));
        }
    }

    @Test
    void theBestThresholdBeatsAllOthers() {
        ThresholdPoint best = counts.best(CloudScores::iou);

        assertThat(counts.curve())
                .allSatisfy(point -> assertThat(point.scores().iou())
                        .isLessThanOrEqualTo(best.scores().iou()));
        assertThat(best.threshold()).isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void calibrationErrorAgreesWithTheDefinition() {
        double error = 0;
        for (int bin = 0; bin < 10; bin++) {
            double predicted = 0;
            double cloud = 0;
            for (int i = 0; i < PIXELS; i++) {
                if (Math.min(9, percent[i] / 10) == bin) {
                    predicted += percent[i] / 100.0;
                    cloud += ConfusionMatrix.isCloud(truth[i]) ? 1 : 0;
                }
            }
            error += Math.abs(predicted - cloud) / PIXELS;
        }

        assertThat(counts.calibrationError()).isCloseTo(error, within(1e-12));
    }

    @Test
    void aHundredPercentFallsIntoTheLastBin() {
        ProbabilityCounts sure = new ProbabilityCounts();
        sure.add(1, 100, 3);
        sure.add(0, 90, 1);

        assertThat(sure.reliability()).containsExactly(new ReliabilityBin(0.975, 0.75, 4));
    }

    @Test
    void averagePrecisionIsOneForAPerfectOrderAndTheShareOfCloudForNone() {
        ProbabilityCounts perfect = new ProbabilityCounts();
        perfect.add(1, 80, 10);
        perfect.add(2, 60, 10);
        perfect.add(0, 59, 500);
        ProbabilityCounts blind = new ProbabilityCounts();
        blind.add(1, 50, 30);
        blind.add(3, 50, 70);

        assertThat(perfect.averagePrecision()).isEqualTo(1);
        assertThat(perfect.best(CloudScores::iou).threshold()).isEqualTo(0.6);
        assertThat(blind.averagePrecision()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        ProbabilityCounts empty = new ProbabilityCounts();
        empty.add(255, 40);
        empty.add(1, 255);

        assertThat(empty.total()).isZero();
        assertThat(empty.calibrationError()).isNaN();
        assertThat(empty.averagePrecision()).isNaN();
        assertThat(empty.reliability()).isEmpty();
        assertThatThrownBy(() -> empty.add(1, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mergedCountsAreThoseOfAllPixels() {
        ProbabilityCounts merged = new ProbabilityCounts();
        ProbabilityCounts[] parts = {new ProbabilityCounts(), new ProbabilityCounts(), new ProbabilityCounts()};
        for (int i = 0; i < PIXELS; i++) {
            parts[i % 3].add(truth[i], percent[i]);
        }
        for (ProbabilityCounts part : parts) {
            merged.merge(part);
        }

        assertThat(merged).isEqualTo(counts);
    }

    @Test
    void ofThresholdsThatServeAPreferenceAlikeTheMiddleOneIsTaken() {
        ProbabilityCounts counts = new ProbabilityCounts();
        add(counts, 1, 90, 1000);
        add(counts, 1, 3, 2);
        add(counts, 0, 40, 3);
        add(counts, 0, 3, 4);
        add(counts, 0, 1, 1000);

        // By itself F2 would be 0.9986 at 0.02, 0.9984 at 0.41.
        assertThat(counts.best(Preference.RECALL).threshold()).isEqualTo(0.41);
        assertThat(counts.best(Preference.BALANCED).threshold()).isEqualTo(0.41);

        // Where much more cloud is found lower down, it is worth it.
        add(counts, 1, 3, 100);
        assertThat(counts.best(Preference.RECALL).threshold()).isLessThan(0.04);
    }

    @Test
    void ofThresholdsOfLikeF1TheOneThatKeepsMostOfTheClearGroundIsBalanced() {
        ProbabilityCounts counts = new ProbabilityCounts();
        add(counts, 1, 90, 10_000);
        add(counts, 1, 30, 15);
        add(counts, 0, 30, 10);
        add(counts, 0, 10, 100);

        // F1 alone: 0.9995 at 0.11, where a tenth of the clear ground is lost, 0.9993 at 0.31.
        assertThat(counts.best(Preference.BALANCED).threshold()).isEqualTo(0.31);
        assertThat(counts.best(CloudScores::f1).threshold()).isEqualTo(0.11);
    }

    private static void add(ProbabilityCounts counts, int truth, int percent, int pixels) {
        for (int i = 0; i < pixels; i++) {
            counts.add(truth, percent);
        }
    }
}
