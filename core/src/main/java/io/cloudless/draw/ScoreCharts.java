package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import io.cloudless.draw.LineChart.Look;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Metrics;
import io.cloudless.evaluate.RankedScores;
import io.cloudless.evaluate.RankedScores.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a ranking of cases is worth, as charts. */
final class ScoreCharts {
    private static final int YES = 1;

    private ScoreCharts() {}

    /** Recall over false alarm rate. */
    static LineChart roc(RankedScores ranked) {
        return new LineChart(
                "Receiver operating characteristic",
                String.format(Locale.ROOT, "area under the curve %.4f", ranked.rocArea()),
                Axis.unit("share of the others that is called so: false alarms"),
                Axis.unit("share that is found: recall"),
                List.of(
                        new Line("chance", new double[] {0, 1}, new double[] {0, 1}, Look.REFERENCE),
                        line(
                                "thresholds from 1 to 0",
                                ranked.curve(),
                                point -> Metrics.falseAlarmRate(point.matrix(), YES),
                                point -> Metrics.recall(point.matrix(), YES),
                                Look.PLAIN)));
    }

    /** Precision over recall; without the point at which nothing is called yes, which has no precision. */
    static LineChart precisionRecall(RankedScores ranked) {
        return new LineChart(
                "Precision and recall",
                String.format(Locale.ROOT, "average precision %.4f", ranked.averagePrecision()),
                Axis.unit("recall"),
                Axis.unit("precision"),
                List.of(line(
                        "thresholds from 1 to 0",
                        called(ranked),
                        point -> Metrics.recall(point.matrix(), YES),
                        point -> Metrics.precision(point.matrix(), YES),
                        Look.PLAIN)));
    }

    /** What a threshold does to F1 and accuracy. */
    static LineChart thresholds(RankedScores ranked) {
        ToDoubleFunction<ConfusionMatrix> f1 = matrix -> Metrics.f1(matrix, YES);
        return new LineChart(
                "Threshold",
                String.format(
                        Locale.ROOT,
                        "best for F1 %.3f, best for accuracy %.3f",
                        ranked.best(f1).threshold(),
                        ranked.best(Metrics::accuracy).threshold()),
                Axis.unit("threshold"),
                Axis.unit("figure"),
                List.of(
                        line("F1", called(ranked), Point::threshold, p -> f1.applyAsDouble(p.matrix()), Look.PLAIN),
                        line(
                                "accuracy",
                                called(ranked),
                                Point::threshold,
                                p -> Metrics.accuracy(p.matrix()),
                                Look.SECOND)));
    }

    private static List<Point> called(RankedScores ranked) {
        List<Point> curve = ranked.curve();
        return curve.subList(1, curve.size());
    }

    private static Line line(
            String name, List<Point> points, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y, Look look) {
        return new Line(
                name,
                points.stream().mapToDouble(x).toArray(),
                points.stream().mapToDouble(y).toArray(),
                look);
    }
}
