package io.cloudless.evaluate;

/**
 * The figures of the field, each a pure function of one {@link ConfusionMatrix}.
 *
 * <p>For a class {@code c}: TP are its pixels that were found, FN those that were missed, FP pixels of other classes
 * taken for it, TN all the rest. Every figure is in 0..1 (kappa in -1..1), or NaN where its denominator is 0: the recall
 * of a class that does not occur is unknown, not 0. Pixels predicted as no data are in none of them.
 *
 * <p>Functions without a class look at all classes of the matrix they are given; for cloud against not cloud pass
 * {@link ConfusionMatrix#binary()}.
 */
public final class Metrics {
    private Metrics() {}

    /** Share of the pixels that were given their true class: {@code sum of TP / total}. */
    public static double accuracy(ConfusionMatrix matrix) {
        long right = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            right += matrix.count(c, c);
        }
        return ratio(right, matrix.total());
    }

    /** Share of what was called {@code c} that is {@code c}: {@code TP / (TP + FP)}; also user's accuracy. */
    public static double precision(ConfusionMatrix matrix, int c) {
        return ratio(matrix.count(c, c), matrix.predictions(c));
    }

    /** Share of what is {@code c} that was called {@code c}: {@code TP / (TP + FN)}; also producer's accuracy. */
    public static double recall(ConfusionMatrix matrix, int c) {
        return ratio(matrix.count(c, c), matrix.truths(c));
    }

    /** Harmonic mean of precision and recall, the Dice coefficient: {@code 2 TP / (2 TP + FP + FN)}. */
    public static double f1(ConfusionMatrix matrix, int c) {
        return ratio(2 * matrix.count(c, c), matrix.truths(c) + matrix.predictions(c));
    }

    /**
     * The F-measure, which weighs recall {@code beta} times as much as precision:
     * {@code (1 + beta²) TP / ((1 + beta²) TP + beta² FN + FP)}. Van Rijsbergen, "Information Retrieval", 1979.
     */
    public static double fMeasure(ConfusionMatrix matrix, int c, double beta) {
        double weight = beta * beta;
        double hits = (1 + weight) * matrix.count(c, c);
        double whole = weight * matrix.truths(c) + matrix.predictions(c);
        return whole == 0 ? Double.NaN : hits / whole;
    }

    /** Intersection over union, the Jaccard index: {@code TP / (TP + FP + FN)}. */
    public static double iou(ConfusionMatrix matrix, int c) {
        long hits = matrix.count(c, c);
        return ratio(hits, matrix.truths(c) + matrix.predictions(c) - hits);
    }

    /** Share of what is not {@code c} that was called {@code c}: {@code FP / (FP + TN)}. */
    public static double falseAlarmRate(ConfusionMatrix matrix, int c) {
        return ratio(matrix.predictions(c) - matrix.count(c, c), matrix.total() - matrix.truths(c));
    }

    /**
     * Balanced overall accuracy (BOA): the mean of {@link #recall} over all classes. A mask of one class only scores
     * {@code 1 / classes} however frequent that class is. NaN where any class does not occur.
     */
    public static double balancedAccuracy(ConfusionMatrix matrix) {
        double sum = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            sum += recall(matrix, c);
        }
        return sum / matrix.classes();
    }

    /**
     * Cohen's kappa: agreement beyond chance, {@code (p - e) / (1 - e)} with the accuracy {@code p} and
     * {@code e = sum over classes of truths * predictions / total²}, the accuracy of a blind guess with the same
     * shares. Cohen, "A coefficient of agreement for nominal scales", 1960.
     */
    public static double kappa(ConfusionMatrix matrix) {
        double total = matrix.total();
        double chance = 0;
        for (int c = 0; c < matrix.classes(); c++) {
            chance += (matrix.truths(c) / total) * (matrix.predictions(c) / total);
        }
        return chance == 1 ? Double.NaN : (accuracy(matrix) - chance) / (1 - chance);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
