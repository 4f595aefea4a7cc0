package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import io.cloudless.draw.LineChart.Look;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.CoverError;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.evaluate.ProbabilityCounts.ReliabilityBin;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.evaluate.SceneResult;
import java.util.ArrayList;
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
        List<CloudScores> best =
                counts.preferred().stream().map(ThresholdPoint::scores).toList();
        return new LineChart(
                "Precision and recall",
                String.format(Locale.ROOT, "average precision %.3f", counts.averagePrecision()),
                Axis.unit("recall"),
                Axis.unit("precision"),
                List.of(
                        curve("thresholds from 0 to 1", scores, Look.PLAIN),
                        curve("best F2, F1 and F0.5", best, Look.SECOND_POINTS)));
    }

    private static Line curve(String name, List<CloudScores> scores, Look look) {
        return new Line(
                name,
                scores.stream().mapToDouble(CloudScores::recall).toArray(),
                scores.stream().mapToDouble(CloudScores::precision).toArray(),
                look);
    }

    /** Predicted over true cloud cover, a point for each scene. */
    static LineChart cover(Evaluation evaluation) {
        List<SceneResult> scenes = evaluation.scenes().stream()
                .filter(scene -> scene.matrix().total() > 0)
                .toList();
        CoverError error = evaluation.coverError();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("perfect", new double[] {0, 1}, new double[] {0, 1}, Look.REFERENCE));
        if (!scenes.isEmpty()) {
            lines.add(new Line(
                    "scenes",
                    scenes.stream().mapToDouble(SceneResult::trueCover).toArray(),
                    scenes.stream().mapToDouble(SceneResult::predictedCover).toArray(),
                    Look.POINTS));
        }
        return new LineChart(
                "Cloud cover of scenes",
                String.format(
                        Locale.ROOT,
                        "off by %.1f %% on average, bias %+.1f %%",
                        100 * error.meanAbsolute(),
                        100 * error.bias()),
                Axis.unit("true cloud cover"),
                Axis.unit("predicted cloud cover"),
                lines);
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
