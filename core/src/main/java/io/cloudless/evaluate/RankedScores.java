package io.cloudless.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Cases of yes and no, ranked by the score they were given: all curves over thresholds follow from this one list. Equal
 * scores are one step of a curve, so that the order in which they came changes nothing, and neither does any rescaling of
 * the scores that keeps their order.
 */
public final class RankedScores {
    private static final int NO = 0;
    private static final int YES = 1;

    private final double[] scores;
    private final boolean[] isYes;
    private final long yes;

    private RankedScores(double[] scores, boolean[] isYes, long yes) {
        this.scores = scores;
        this.isYes = isYes;
        this.yes = yes;
    }

    /**
     * What one threshold makes of the cases.
     *
     * @param threshold cases of at least this score are called yes; infinite where none is
     * @param matrix of two classes, 0 no, 1 yes
     */
    public record Point(double threshold, ConfusionMatrix matrix) {}

    /**
     * Ranks cases.
     *
     * @param scores finite, the higher the likelier yes
     * @param isYes the truth, as many
     */
    public static RankedScores of(double[] scores, boolean[] isYes) {
        if (scores.length != isYes.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + isYes.length + " cases");
        }
        if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("A score that is no finite number");
        }
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        double[] sorted = new double[scores.length];
        boolean[] truth = new boolean[scores.length];
        long yes = 0;
        for (int i = 0; i < order.length; i++) {
            sorted[i] = scores[order[i]];
            truth[i] = isYes[order[i]];
            yes += truth[i] ? 1 : 0;
        }
        return new RankedScores(sorted, truth, yes);
    }

    /** What a threshold makes of the cases: those of at least this score are called yes. */
    public ConfusionMatrix at(double threshold) {
        int called = 0;
        long right = 0;
        while (called < scores.length && scores[called] >= threshold) {
            right += isYes[called] ? 1 : 0;
            called++;
        }
        return matrix(called, right);
    }

    /** One point for each different score, from the highest on, after one at which nothing is called yes. */
    public List<Point> curve() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, matrix(0, 0)));
        long right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += isYes[i] ? 1 : 0;
            if (i + 1 == scores.length || scores[i + 1] < scores[i]) {
                points.add(new Point(scores[i], matrix(i + 1, right)));
            }
        }
        return points;
    }

    private ConfusionMatrix matrix(long called, long right) {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(YES, YES, right);
        matrix.add(YES, NO, yes - right);
        matrix.add(NO, YES, called - right);
        matrix.add(NO, NO, scores.length - yes - (called - right));
        return matrix;
    }

    /**
     * The point at which a figure is greatest; of several the one of the lowest threshold. Nothing called yes where the
     * figure is undefined throughout.
     */
    public Point best(ToDoubleFunction<ConfusionMatrix> figure) {
        Point best = new Point(Double.POSITIVE_INFINITY, matrix(0, 0));
        double greatest = Double.NEGATIVE_INFINITY;
        for (Point point : curve()) {
            double value = figure.applyAsDouble(point.matrix());
            if (value >= greatest) {
                best = point;
                greatest = value;
            }
        }
        return best;
    }

    /**
     * Area under the receiver operating characteristic, recall over false alarm rate: the chance that a case of yes has a
     * higher score than one of no, ties counted half (Hanley, McNeil, "The meaning and use of the area under a ROC curve",
     * 1982). NaN where there are not both.
     */
    public double rocArea() {
        double area = 0;
        List<Point> curve = curve();
        for (int i = 1; i < curve.size(); i++) {
            ConfusionMatrix before = curve.get(i - 1).matrix();
            ConfusionMatrix after = curve.get(i).matrix();
            long falseAlarms = after.count(NO, YES) - before.count(NO, YES);
            area += falseAlarms * 0.5 * (before.count(YES, YES) + after.count(YES, YES));
        }
        long no = scores.length - yes;
        return yes == 0 || no == 0 ? Double.NaN : area / ((double) yes * no);
    }

    /**
     * Area under the precision-recall curve, {@code sum of (R(i) - R(i - 1)) * P(i)} over its points. NaN where there is no
     * case of yes.
     */
    public double averagePrecision() {
        double area = 0;
        long found = 0;
        for (Point point : curve()) {
            long foundHere = point.matrix().count(YES, YES);
            if (foundHere > found) {
                area += (foundHere - found) * Metrics.precision(point.matrix(), YES);
                found = foundHere;
            }
        }
        return yes == 0 ? Double.NaN : area / yes;
    }
}
