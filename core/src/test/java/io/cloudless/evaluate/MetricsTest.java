package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.Cases;
import io.cloudless.Draw;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void figuresOfACountedByHandBinaryMatrix() {
        ConfusionMatrix matrix = matrix(new long[][] {{50, 10}, {5, 35}});

        assertThat(Metrics.accuracy(matrix)).isEqualTo(0.85);
        assertThat(Metrics.precision(matrix, 1)).isEqualTo(35.0 / 45);
        assertThat(Metrics.recall(matrix, 1)).isEqualTo(35.0 / 40);
        assertThat(Metrics.f1(matrix, 1)).isEqualTo(70.0 / 85);
        assertThat(Metrics.iou(matrix, 1)).isEqualTo(35.0 / 50);
        assertThat(Metrics.falseAlarmRate(matrix, 1)).isEqualTo(10.0 / 60);
        assertThat(Metrics.balancedAccuracy(matrix)).isCloseTo((35.0 / 40 + 50.0 / 60) / 2, within(1e-15));
        // Chance agreement: (60 * 55 + 40 * 45) / 100².
        assertThat(Metrics.kappa(matrix)).isCloseTo((0.85 - 0.51) / 0.49, within(1e-15));
    }

    @Test
    void figuresPerClassOfACountedByHandMatrixOfFourClasses() {
        ConfusionMatrix matrix = matrix(new long[][] {{40, 1, 2, 3}, {4, 30, 6, 0}, {5, 5, 10, 0}, {8, 0, 0, 2}});

        assertThat(Metrics.accuracy(matrix)).isEqualTo(82.0 / 116);
        assertThat(Metrics.recall(matrix, 2)).isEqualTo(10.0 / 20);
        assertThat(Metrics.precision(matrix, 2)).isEqualTo(10.0 / 18);
        assertThat(Metrics.iou(matrix, 3)).isEqualTo(2.0 / 13);
        assertThat(Metrics.falseAlarmRate(matrix, 3)).isEqualTo(3.0 / 106);
        assertThat(Metrics.balancedAccuracy(matrix))
                .isCloseTo((40.0 / 46 + 30.0 / 40 + 10.0 / 20 + 2.0 / 10) / 4, within(1e-15));
    }

    @Test
    void cloudIsThickAndThinAgainstClearAndShadow() {
        ConfusionMatrix matrix = matrix(new long[][] {{40, 1, 2, 3}, {4, 30, 6, 0}, {5, 5, 10, 0}, {8, 0, 0, 2}});
        matrix.add(3, 255, 7);

        ConfusionMatrix binary = matrix.binary();

        assertThat(binary.count(0, 0)).isEqualTo(40 + 3 + 8 + 2);
        assertThat(binary.count(0, 1)).isEqualTo(1 + 2);
        assertThat(binary.count(1, 0)).isEqualTo(4 + 5);
        assertThat(binary.count(1, 1)).isEqualTo(30 + 6 + 5 + 10);
        assertThat(binary.noData(0)).isEqualTo(7);
        assertThat(CloudScores.of(matrix).iou()).isEqualTo(51.0 / 63);
        assertThat(CloudScores.of(matrix)).isEqualTo(CloudScores.of(binary));
    }

    @Test
    void theScoresOfAnEmptyMatrixAreAllUnknown() {
        CloudScores scores = CloudScores.of(new ConfusionMatrix(4));

        assertThat(new double[] {
                    scores.accuracy(),
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.iou(),
                    scores.boa(),
                    scores.kappa(),
                    scores.falseAlarmRate()
                })
                .containsOnly(Double.NaN);
    }

    @Test
    void withoutCloudInTheTruthItsRecallAndTheBoaAreUnknown() {
        CloudScores scores = CloudScores.of(matrix(new long[][] {{9, 1}, {0, 0}}));

        assertThat(scores.recall()).isNaN();
        assertThat(scores.boa()).isNaN();
        assertThat(scores.iou()).isZero();
        assertThat(scores.falseAlarmRate()).isEqualTo(0.1);
    }

    @Test
    void kappaIsUnknownWhereTruthAndPredictionAreOneAndTheSameClass() {
        assertThat(Metrics.kappa(matrix(new long[][] {{10, 0}, {0, 0}}))).isNaN();
    }

    @Test
    void unknownTruthIsLeftOutAndNoDataOnKnownTruthIsCountedByItself() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(new byte[] {(byte) 255, (byte) 255, 2, 1}, new byte[] {1, (byte) 255, (byte) 255, 1});

        assertThat(matrix.total()).isEqualTo(1);
        assertThat(matrix.noData()).isEqualTo(1);
        assertThat(matrix.noData(2)).isEqualTo(1);
        assertThat(Metrics.recall(matrix, 1)).isEqualTo(1);
        assertThat(Metrics.recall(matrix, 2)).isNaN();
    }

    @Test
    void codesThatAreNoClassAreRefused() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);

        assertThatThrownBy(() -> matrix.add(2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.add(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.add(255, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.add(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.merge(new ConfusionMatrix(4))).isInstanceOf(IllegalArgumentException.class);
    }

    @Cases(1000)
    void everyFigureKeepsItsBounds(Draw draw) {
        ConfusionMatrix matrix = matrixOf(cells(draw));
        CloudScores scores = CloudScores.of(matrix);

        for (double share : new double[] {
            scores.accuracy(),
            scores.precision(),
            scores.recall(),
            scores.f1(),
            scores.iou(),
            scores.boa(),
            scores.falseAlarmRate()
        }) {
            assertThat(Double.isNaN(share) || (share >= 0 && share <= 1)).isTrue();
        }
        assertThat(Double.isNaN(scores.kappa()) || (scores.kappa() >= -1 && scores.kappa() <= 1))
                .isTrue();
        assertThat(Double.isNaN(scores.iou()) || scores.iou() <= scores.f1()).isTrue();
    }

    @Cases(1000)
    void swappingTruthAndPredictionSwapsPrecisionAndRecallAndLeavesTheRest(Draw draw) {
        ConfusionMatrix matrix = matrixOf(cells(draw));
        ConfusionMatrix swapped = new ConfusionMatrix(4);
        for (int truth = 0; truth < 4; truth++) {
            for (int predicted = 0; predicted < 4; predicted++) {
                swapped.add(predicted, truth, matrix.count(truth, predicted));
            }
        }

        for (int c = 0; c < 4; c++) {
            assertThat(Metrics.precision(swapped, c)).isEqualTo(Double.valueOf(Metrics.recall(matrix, c)));
            assertThat(Metrics.iou(swapped, c)).isEqualTo(Double.valueOf(Metrics.iou(matrix, c)));
            assertThat(Metrics.f1(swapped, c)).isEqualTo(Double.valueOf(Metrics.f1(matrix, c)));
        }
        assertThat(Metrics.accuracy(swapped)).isEqualTo(Double.valueOf(Metrics.accuracy(matrix)));
        assertThat(Metrics.kappa(swapped)).isEqualTo(Double.valueOf(Metrics.kappa(matrix)));
    }

    @Cases(1000)
    void aMergedMatrixCountsThePixelsOfBoth(Draw draw) {
        int[] one = cells(draw);
        int[] other = cells(draw);
        ConfusionMatrix merged = matrixOf(one);
        merged.add(1, 255, 3);
        ConfusionMatrix added = matrixOf(other);
        added.add(1, 255, 4);
        merged.merge(added);

        for (int i = 0; i < 16; i++) {
            assertThat(merged.count(i / 4, i % 4)).isEqualTo(one[i] + other[i]);
        }
        assertThat(merged.noData(1)).isEqualTo(7);
    }

    private static int[] cells(Draw draw) {
        return draw.ints(16, 0, 1000);
    }

    private static ConfusionMatrix matrixOf(int[] cells) {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        for (int i = 0; i < cells.length; i++) {
            matrix.add(i / 4, i % 4, cells[i]);
        }
        return matrix;
    }

    private static ConfusionMatrix matrix(long[][] rows) {
        ConfusionMatrix matrix = new ConfusionMatrix(rows.length);
        for (int truth = 0; truth < rows.length; truth++) {
            for (int predicted = 0; predicted < rows.length; predicted++) {
                matrix.add(truth, predicted, rows[truth][predicted]);
            }
        }
        return matrix;
    }
}
