package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.Cases;
import io.cloudless.Draw;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RankedScoresTest {
    /** Six cases, two of the same score; yes, no, yes, yes + no, no. */
    private static final RankedScores SIX = RankedScores.of(
            new double[] {0.1, 0.9, 0.4, 0.7, 0.4, 0.8}, new boolean[] {false, true, true, true, false, false});

    @Test
    void aThresholdIsReachedFromItsScoreOn() {
        assertThat(SIX.at(0.8)).isEqualTo(matrix(2, 1, 2, 1));
        assertThat(SIX.at(0.81)).isEqualTo(matrix(2, 1, 3, 0));
        assertThat(SIX.at(0)).isEqualTo(matrix(0, 3, 0, 3));
        assertThat(SIX.at(2)).isEqualTo(matrix(3, 0, 3, 0));
    }

    @Test
    void equalScoresAreOneStepOfTheCurve() {
        assertThat(SIX.curve())
                .extracting(RankedScores.Point::threshold)
                .containsExactly(Double.POSITIVE_INFINITY, 0.9, 0.8, 0.7, 0.4, 0.1);
        assertThat(SIX.curve().get(4).matrix()).isEqualTo(matrix(0, 3, 1, 2));
    }

    @Test
    void areasCountedByHand() {
        // Pairs of yes over no: 0.9 beats three, 0.7 beats two, 0.4 beats one and ties one.
        assertThat(SIX.rocArea()).isCloseTo(6.5 / 9, within(1e-15));
        assertThat(SIX.averagePrecision()).isCloseTo((1.0 + 2.0 / 3 + 3.0 / 5) / 3, within(1e-15));
    }

    @Test
    void theBestThresholdIsTheLowestOfThoseThatAreEquallyGood() {
        assertThat(SIX.best(matrix -> Metrics.f1(matrix, 1)).threshold()).isEqualTo(0.4);
        // Right are 4 at 0.9 and at 0.7 and at 0.4.
        assertThat(SIX.best(Metrics::accuracy).threshold()).isEqualTo(0.4);
        assertThat(SIX.best(matrix -> Double.NaN).threshold()).isInfinite();
    }

    @Test
    void whatIsUndefinedIsNotANumber() {
        RankedScores onlyYes = RankedScores.of(new double[] {0.2, 0.3}, new boolean[] {true, true});
        RankedScores onlyNo = RankedScores.of(new double[] {0.2, 0.3}, new boolean[] {false, false});

        assertThat(onlyYes.rocArea()).isNaN();
        assertThat(onlyYes.averagePrecision()).isEqualTo(1);
        assertThat(onlyNo.rocArea()).isNaN();
        assertThat(onlyNo.averagePrecision()).isNaN();
        assertThatThrownBy(() -> RankedScores.of(new double[] {Double.NaN}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Cases(300)
    void areasDependOnTheOrderOfTheScoresAlone(Draw draw) {
        Scored drawn = Scored.draw(draw.seed(), draw.between(2, 60));
        RankedScores ranked = drawn.ranked(score -> score);
        for (DoubleUnaryOperator increasing :
                new DoubleUnaryOperator[] {score -> 3 * score - 7, Math::exp, score -> score * score * score}) {
            RankedScores other = drawn.ranked(increasing);
            assertThat(other.rocArea()).isEqualTo(ranked.rocArea());
            assertThat(other.averagePrecision()).isEqualTo(ranked.averagePrecision());
        }
    }

    @Cases(300)
    void turningTheScoresOverTurnsTheAreaOver(Draw draw) {
        Scored drawn = Scored.draw(draw.seed(), draw.between(2, 60));

        assertThat(drawn.ranked(score -> -score).rocArea())
                .isCloseTo(1 - drawn.ranked(score -> score).rocArea(), within(1e-12));
    }

    @Cases(300)
    void theAreaIsTheShareOfPairsInTheRightOrder(Draw draw) {
        Scored drawn = Scored.draw(draw.seed(), draw.between(2, 60));
        double won = 0;
        double pairs = 0;
        for (int a = 0; a < drawn.scores.length; a++) {
            for (int b = 0; b < drawn.scores.length; b++) {
                if (drawn.isYes[a] && !drawn.isYes[b]) {
                    pairs++;
                    won += (Math.signum(drawn.scores[a] - drawn.scores[b]) + 1) / 2;
                }
            }
        }

        assertThat(drawn.ranked(score -> score).rocArea()).isCloseTo(won / pairs, within(1e-12));
    }

    /** Scores of few values, hence with ties; the first is yes, the second no. */
    private record Scored(double[] scores, boolean[] isYes) {
        static Scored draw(long seed, int count) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] scores = random.ints(count, 0, 12).asDoubleStream().toArray();
            boolean[] isYes = new boolean[count];
            for (int i = 0; i < count; i++) {
                isYes[i] = i == 0 || (i > 1 && random.nextBoolean());
            }
            return new Scored(scores, isYes);
        }

        RankedScores ranked(DoubleUnaryOperator scale) {
            double[] scaled = new double[scores.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = scale.applyAsDouble(scores[i]);
            }
            return RankedScores.of(scaled, isYes);
        }
    }

    private static ConfusionMatrix matrix(long missed, long found, long rejected, long falseAlarms) {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(1, 0, missed);
        matrix.add(1, 1, found);
        matrix.add(0, 0, rejected);
        matrix.add(0, 1, falseAlarms);
        return matrix;
    }
}
