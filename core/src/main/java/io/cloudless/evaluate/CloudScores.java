package io.cloudless.evaluate;

/**
 * How well cloud was told from everything else. All in 0..1 (kappa in -1..1), NaN where undefined; the formulas stand
 * at {@link Metrics}, the class is cloud.
 *
 * @param accuracy share of pixels told right
 * @param precision share of what was called cloud that is cloud
 * @param recall share of cloud that was called cloud
 * @param f1 harmonic mean of the two
 * @param iou intersection over union of cloud
 * @param boa balanced overall accuracy: mean of the recall of cloud and of not cloud
 * @param kappa agreement beyond chance
 * @param falseAlarmRate share of not cloud that was called cloud
 */
public record CloudScores(
        double accuracy,
        double precision,
        double recall,
        double f1,
        double iou,
        double boa,
        double kappa,
        double falseAlarmRate) {
    private static final int CLOUD = 1;

    /** The scores of a matrix of any number of classes, {@link ConfusionMatrix#binary seen as cloud or not}. */
    public static CloudScores of(ConfusionMatrix matrix) {
        ConfusionMatrix binary = matrix.binary();
        return new CloudScores(
                Metrics.accuracy(binary),
                Metrics.precision(binary, CLOUD),
                Metrics.recall(binary, CLOUD),
                Metrics.f1(binary, CLOUD),
                Metrics.iou(binary, CLOUD),
                Metrics.balancedAccuracy(binary),
                Metrics.kappa(binary),
                Metrics.falseAlarmRate(binary, CLOUD));
    }
}
