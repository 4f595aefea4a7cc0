package io.cloudless.evaluate;

import io.cloudless.model.Preference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Pixels of cloud and of not cloud, counted by the probability of cloud they were given in whole percent. All curves
 * over thresholds follow from these 2 x 101 counts, which add up over scenes exactly and in any order.
 *
 * <p>Not thread-safe: give each thread its own and {@link #merge} them.
 */
public final class ProbabilityCounts {
    /** How many whole percents there are, 0 to 100. */
    static final int PERCENTS = 101;

    private static final int PERCENTS_PER_BIN = 10;

    /** A difference of F-measures that other scenes would turn round. */
    private static final double HARDLY_WORSE = 0.002;

    private final long[] cloud = new long[PERCENTS];
    private final long[] notCloud = new long[PERCENTS];

    /**
     * The masks that one threshold makes, against the truth.
     *
     * @param threshold from 0 to 1: pixels of at least this probability are cloud
     * @param matrix of two classes
     */
    public record ThresholdPoint(double threshold, ConfusionMatrix matrix) {
        public CloudScores scores() {
            return CloudScores.of(matrix);
        }

        /** The F-measure of cloud that a preference is for. */
        public double fMeasure(Preference preference) {
            return Metrics.fMeasure(matrix, 1, preference.beta());
        }
    }

    /**
     * Pixels of similar probability.
     *
     * @param predicted their mean probability of cloud
     * @param observed the share of them that is cloud
     * @param pixels how many, at least 1
     */
    public record ReliabilityBin(double predicted, double observed, long pixels) {}

    /**
     * Counts one pixel.
     *
     * @param truth its code; {@value ConfusionMatrix#NO_DATA} is left out
     * @param percent its probability of cloud, 0 to 100, or {@value ConfusionMatrix#NO_DATA}: left out
     */
    public void add(int truth, int percent) {
        add(truth, percent, 1);
    }

    /** {@link #add(int, int)} for many pixels alike. */
    public void add(int truth, int percent, long pixels) {
        if (percent != ConfusionMatrix.NO_DATA && (percent < 0 || percent >= PERCENTS)) {
            throw new IllegalArgumentException("A probability of " + percent + " percent");
        }
        if (pixels < 0) {
            throw new IllegalArgumentException(pixels + " pixels");
        }
        if (truth != ConfusionMatrix.NO_DATA && percent != ConfusionMatrix.NO_DATA) {
            (ConfusionMatrix.isCloud(truth) ? cloud : notCloud)[percent] += pixels;
        }
    }

    /** Adds the counts of another to this one. */
    public void merge(ProbabilityCounts other) {
        for (int i = 0; i < PERCENTS; i++) {
            cloud[i] += other.cloud[i];
            notCloud[i] += other.notCloud[i];
        }
    }

    /** Pixels of cloud that were given this probability in percent, 0 to 100. */
    public long cloud(int percent) {
        return cloud[percent];
    }

    /** Pixels of anything else that were given it. */
    public long notCloud(int percent) {
        return notCloud[percent];
    }

    /** Pixels counted. */
    public long total() {
        return Arrays.stream(cloud).sum() + Arrays.stream(notCloud).sum();
    }

    /** What each threshold from 0, where everything is cloud, to 1 in steps of 0.01 would give; 101 points. */
    public List<ThresholdPoint> curve() {
        List<ThresholdPoint> points = new ArrayList<>();
        long missed = 0;
        long rejected = 0;
        long allCloud = Arrays.stream(cloud).sum();
        long allNotCloud = Arrays.stream(notCloud).sum();
        for (int percent = 0; percent < PERCENTS; percent++) {
            ConfusionMatrix matrix = new ConfusionMatrix(2);
            matrix.add(1, 1, allCloud - missed);
            matrix.add(1, 0, missed);
            matrix.add(0, 1, allNotCloud - rejected);
            matrix.add(0, 0, rejected);
            points.add(new ThresholdPoint(percent / 100.0, matrix));
            missed += cloud[percent];
            rejected += notCloud[percent];
        }
        return points;
    }

    /**
     * The threshold under which a figure is greatest; the lowest of several, and threshold 0 where the figure is
     * undefined throughout.
     *
     * @param figure such as {@code CloudScores::iou}
     */
    public ThresholdPoint best(ToDoubleFunction<CloudScores> figure) {
        return bestPoint(point -> figure.applyAsDouble(point.scores()));
    }

    /**
     * A threshold of about the greatest {@link ThresholdPoint#fMeasure}. Of those hardly worse, where chance would else decide
     * how much of the clear ground is lost or of the cloud missed, the balanced one has the greatest balanced overall accuracy,
     * which counts clear ground like cloud, and the others are as near to that as can be.
     */
    public ThresholdPoint best(Preference preference) {
        ThresholdPoint best = bestPoint(point -> point.fMeasure(preference));
        double enough = best.fMeasure(preference) - HARDLY_WORSE;
        Comparator<ThresholdPoint> worse;
        if (preference == Preference.BALANCED) {
            worse = Comparator.comparingDouble(point -> -point.scores().boa());
        } else {
            double balanced = best(Preference.BALANCED).threshold();
            worse = Comparator.comparingDouble(point -> Math.abs(point.threshold() - balanced));
        }
        return curve().stream()
                .filter(point -> point.fMeasure(preference) >= enough)
                .min(worse)
                .orElse(best);
    }

    /** The best of each preference: for recall, for both alike, for precision. */
    public List<ThresholdPoint> preferred() {
        return Arrays.stream(Preference.values()).map(this::best).toList();
    }

    private ThresholdPoint bestPoint(ToDoubleFunction<ThresholdPoint> figure) {
        List<ThresholdPoint> curve = curve();
        ThresholdPoint best = curve.get(0);
        double greatest = figure.applyAsDouble(best);
        for (ThresholdPoint point : curve) {
            double value = figure.applyAsDouble(point);
            if (value > greatest || (Double.isNaN(greatest) && !Double.isNaN(value))) {
                best = point;
                greatest = value;
            }
        }
        return best;
    }

    /**
     * Area under the precision-recall curve: {@code sum of (R(t) - R(t + 0.01)) * P(t)} over the thresholds t, the
     * recall R above the last being 0. NaN where there is no cloud.
     */
    public double averagePrecision() {
        double area = 0;
        double recallAbove = 0;
        List<ThresholdPoint> curve = curve();
        for (int i = curve.size() - 1; i >= 0; i--) {
            CloudScores scores = curve.get(i).scores();
            // Without a single pixel called cloud there is no precision, and no recall gained either.
            double precision = Double.isNaN(scores.precision()) ? 0 : scores.precision();
            area += (scores.recall() - recallAbove) * precision;
            recallAbove = scores.recall();
        }
        return area;
    }

    /** Predicted against observed share of cloud, in ten bins 0-9, 10-19, ... 90-100 percent; empty bins are left out. */
    public List<ReliabilityBin> reliability() {
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int start = 0; start < PERCENTS - 1; start += PERCENTS_PER_BIN) {
            int end = start + PERCENTS_PER_BIN == PERCENTS - 1 ? PERCENTS : start + PERCENTS_PER_BIN;
            long clouds = 0;
            long pixels = 0;
            double percents = 0;
            for (int percent = start; percent < end; percent++) {
                long here = cloud[percent] + notCloud[percent];
                clouds += cloud[percent];
                pixels += here;
                percents += (double) here * percent;
            }
            if (pixels > 0) {
                bins.add(new ReliabilityBin(percents / pixels / 100, (double) clouds / pixels, pixels));
            }
        }
        return bins;
    }

    /**
     * Expected calibration error (ECE): the distance of predicted and observed in {@link #reliability()}, averaged over
     * pixels. 0 is best; NaN without pixels. Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using
     * Bayesian binning", 2015.
     */
    public double calibrationError() {
        double sum = 0;
        for (ReliabilityBin bin : reliability()) {
            sum += bin.pixels() * Math.abs(bin.predicted() - bin.observed());
        }
        return sum / total();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProbabilityCounts counts
                && Arrays.equals(cloud, counts.cloud)
                && Arrays.equals(notCloud, counts.notCloud);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(cloud) + Arrays.hashCode(notCloud);
    }
}
