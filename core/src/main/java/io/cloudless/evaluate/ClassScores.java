package io.cloudless.evaluate;

import java.util.List;

/**
 * How the pixels of one kind fared against all the rest. Figures in 0..1, NaN where undefined; the formulas stand at
 * {@link Metrics}.
 *
 * @param kind which
 * @param pixels of this kind in the truth
 * @param told whether the masks tell the kind apart; if not, the figures up to {@code iou} are NaN
 * @param boa balanced overall accuracy: mean of recall and specificity of the kind
 * @param recall share of the kind that was called so
 * @param precision share of what was called so that is
 * @param iou intersection over union
 * @param calledCloud share called cloud, thick or thin, which every mask tells: for clear and shadow, false alarms
 */
public record ClassScores(
        Kind kind,
        long pixels,
        boolean told,
        double boa,
        double recall,
        double precision,
        double iou,
        double calledCloud) {
    private static final int OF_KIND = 1;

    /** The scores of each kind that the truth tells; none where it tells only cloud from the rest. */
    public static List<ClassScores> of(ConfusionMatrix matrix, Kinds kinds) {
        return kinds.ofTruth().stream().map(kind -> of(matrix, kinds, kind)).toList();
    }

    static ClassScores of(ConfusionMatrix matrix, Kinds kinds, Kind kind) {
        ConfusionMatrix binary = matrix.binary(code -> kinds.isOf(kind, code));
        boolean told = kinds.ofMasks().contains(kind);
        return new ClassScores(
                kind,
                binary.truths(OF_KIND),
                told,
                told ? Metrics.balancedAccuracy(binary) : Double.NaN,
                told ? Metrics.recall(binary, OF_KIND) : Double.NaN,
                told ? Metrics.precision(binary, OF_KIND) : Double.NaN,
                told ? Metrics.iou(binary, OF_KIND) : Double.NaN,
                calledCloud(matrix, kinds, kind));
    }

    private static double calledCloud(ConfusionMatrix matrix, Kinds kinds, Kind kind) {
        long cloud = 0;
        long all = 0;
        for (int truth = 0; truth < matrix.classes(); truth++) {
            for (int predicted = 0; predicted < matrix.classes() && kinds.isOf(kind, truth); predicted++) {
                long pixels = matrix.count(truth, predicted);
                all += pixels;
                cloud += ConfusionMatrix.isCloud(predicted) ? pixels : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) cloud / all;
    }
}
