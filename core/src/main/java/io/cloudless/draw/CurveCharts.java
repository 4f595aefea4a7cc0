package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import io.cloudless.draw.LineChart.Look;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.evaluate.ProbabilityCounts.ReliabilityBin;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the probabilities of a model are worth, as charts. */
final class CurveCharts {
    private CurveCharts() {}

    /** Precision over recall, one point for each threshold. */
    static LineChart precisionRecall(ProbabilityCounts counts) {
        // Thresholds above every probability call nothing cloud and have no precision.
        List<CloudScores> scores = counts.curve().stream()
                .map(ThresholdPoint::scores)
                .filter(point -> !Double.isNaN(point.precision()))
                .toList();
        return new LineChart(
                "Precision and recall",
                String.format(Locale.ROOT, "average precision %.3f", counts.averagePrecision()),
                Axis.unit("recall"),
                Axis.unit("precision"),
                List.of(new Line(
                        "thresholds from 0 to 1",
                        scores.stream().mapToDouble(CloudScores::recall).toArray(),
                        scores.stream().mapToDouble(CloudScores::precision).toArray(),
                        Look.PLAIN)));
    }

    /** What a threshold does to IoU and BOA. */
    static LineChart thresholds(ProbabilityCounts counts) {
        return new LineChart(
                "Threshold",
                String.format(
                        Locale.ROOT,
                        "best for IoU %.2f, best for BOA %.2f",
                        counts.best(CloudScores::iou).threshold(),
                        counts.best(CloudScores::boa).threshold()),
                Axis.unit("pixels of at least this probability are cloud"),
                Axis.unit("figure"),
                List.of(
                        line("IoU", counts, CloudScores::iou, Look.PLAIN),
                        line("BOA", counts, CloudScores::boa, Look.SECOND)));
    }

    /**
     * Observed share over predicted probability.
     *
     * @param target what they are the probabilities of
     */
    static LineChart reliability(ProbabilityCounts counts, String target) {
        List<ReliabilityBin> bins = counts.reliability();
        return new LineChart(
                "Reliability",
                String.format(Locale.ROOT, "expected calibration error %.3f", counts.calibrationError()),
                Axis.unit("predicted probability: " + target),
                Axis.unit("share that is " + target),
                List.of(
                        new Line("perfect", new double[] {0, 1}, new double[] {0, 1}, Look.REFERENCE),
                        new Line(
                                "model, in ten bins",
                                bins.stream()
                                        .mapToDouble(ReliabilityBin::predicted)
                                        .toArray(),
                                bins.stream()
                                        .mapToDouble(ReliabilityBin::observed)
                                        .toArray(),
                                Look.DOTTED)));
    }

    private static Line line(String name, ProbabilityCounts counts, ToDoubleFunction<CloudScores> figure, Look look) {
        List<ThresholdPoint> curve = counts.curve();
        return new Line(
                name,
                curve.stream().mapToDouble(ThresholdPoint::threshold).toArray(),
                curve.stream()
                        .mapToDouble(point -> figure.applyAsDouble(point.scores()))
                        .toArray(),
                look);
    }
}
