package io.cloudless.evaluate;

import io.cloudless.evaluate.Evaluation.Group;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code statistics.txt}. */
final class StatisticsText {
    private static final int NAME_WIDTH = 24;

    private final StringBuilder text = new StringBuilder();

    private StatisticsText() {}

    static String of(Evaluation evaluation, @Nullable Comparison comparison) {
        StatisticsText writer = new StatisticsText();
        Group all = evaluation.all();
        writer.heading(evaluation, all);
        writer.groups(all, evaluation.tagged());
        writer.matrix(all.matrix(), evaluation.kinds());
        if (evaluation.kinds().areTold()) {
            writer.classes(all, evaluation.kinds());
            writer.classesByTag(all, evaluation.tagged(), evaluation.kinds());
        }
        writer.cover(evaluation.coverError());
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null) {
            writer.thresholds(probabilities);
        }
        if (comparison != null) {
            writer.comparison(evaluation.subject(), comparison);
        }
        return writer.text.toString();
    }

    private void heading(Evaluation evaluation, Group all) {
        line(
                "%s on %,d scenes, %,d pixels",
                evaluation.subject(), all.scenes(), all.matrix().total());
        if (!evaluation.note().isEmpty()) {
            line("%s", evaluation.note());
        }
        if (all.matrix().noData() > 0) {
            line(
                    "%,d more pixels have a truth but were masked as no data; they are in no figure",
                    all.matrix().noData());
        }
        line("");
    }

    private void groups(Group all, List<Group> tagged) {
        line(
                "%s %6s %9s %9s %7s %7s %7s %7s %7s %12s",
                name("Cloud"),
                "scenes",
                "accuracy",
                "precision",
                "recall",
                "F1",
                "IoU",
                "BOA",
                "kappa",
                "false alarms");
        row(all);
        tagged.forEach(this::row);
        line("");
    }

    private void row(Group group) {
        CloudScores s = CloudScores.of(group.matrix());
        line(
                "%s %6d %9s %9s %7s %7s %7s %7s %7s %12s",
                name(group.name()),
                group.scenes(),
                figure(s.accuracy()),
                figure(s.precision()),
                figure(s.recall()),
                figure(s.f1()),
                figure(s.iou()),
                figure(s.boa()),
                figure(s.kappa()),
                figure(s.falseAlarmRate()));
    }

    private void matrix(ConfusionMatrix matrix, Kinds kinds) {
        boolean binary = !kinds.areTold();
        ConfusionMatrix shown = binary ? matrix.binary() : matrix;
        line("Confusion matrix in pixels: rows are the truth, columns the prediction");
        StringBuilder head = new StringBuilder(name(""));
        for (int c = 0; c < shown.classes(); c++) {
            head.append(String.format(Locale.ROOT, " %14s", className(binary, c)));
        }
        line("%s", head);
        for (int truth = 0; truth < shown.classes(); truth++) {
            StringBuilder row = new StringBuilder(name(className(binary, truth)));
            for (int predicted = 0; predicted < shown.classes(); predicted++) {
                row.append(String.format(Locale.ROOT, " %,14d", shown.count(truth, predicted)));
            }
            line("%s", row);
        }
        line("");
    }

    private void classes(Group all, Kinds kinds) {
        line(
                "%s %14s %7s %7s %9s %7s %13s",
                name("Kind against the rest"), "pixels", "BOA", "recall", "precision", "IoU", "called cloud");
        for (ClassScores s : ClassScores.of(all.matrix(), kinds)) {
            line(
                    "%s %,14d %7s %7s %9s %7s %13s",
                    name(s.kind().label()),
                    s.pixels(),
                    figure(s.boa()),
                    figure(s.recall()),
                    figure(s.precision()),
                    figure(s.iou()),
                    figure(s.calledCloud()));
        }
        kinds.gaps().ifPresent(gaps -> line("%s", gaps));
        line("");
    }

    /** One column for each kind that is told: BOA, and IoU of the kinds of cloud, whose opposite is mostly other cloud. */
    private void classesByTag(Group all, List<Group> tagged, Kinds kinds) {
        if (tagged.isEmpty()) {
            return;
        }
        List<KindColumn> columns = KindColumn.of(kinds);
        StringBuilder head = new StringBuilder(name("Kinds by tag"));
        columns.forEach(column -> head.append(String.format(Locale.ROOT, "  %16s", column.heading())));
        line("%s", head);
        for (Group group : Stream.concat(Stream.of(all), tagged.stream()).toList()) {
            StringBuilder row = new StringBuilder(name(group.name()));
            columns.forEach(column ->
                    row.append(String.format(Locale.ROOT, "  %16s", figure(column.figure(group.matrix(), kinds)))));
            line("%s", row);
        }
        line("");
    }

    private void cover(CoverError error) {
        line(
                "Cloud cover of a scene is off by %s on average; bias %s",
                figure(error.meanAbsolute()),
                Double.isNaN(error.bias()) ? "-" : String.format(Locale.ROOT, "%+.4f", error.bias()));
        line("");
    }

    private void thresholds(ProbabilityCounts probabilities) {
        line("Average precision          %s", figure(probabilities.averagePrecision()));
        line("Expected calibration error %s", figure(probabilities.calibrationError()));
        line("");
        line(
                "%s %9s %7s %9s %7s %7s %7s %12s",
                name("From this probability on"),
                "threshold",
                "recall",
                "precision",
                "F1",
                "IoU",
                "BOA",
                "false alarms");
        for (ThresholdTable.Row row : ThresholdTable.of(probabilities).rows()) {
            CloudScores scores = row.point().scores();
            line(
                    "%s %9.2f %7s %9s %7s %7s %7s %12s",
                    name(row.name()),
                    row.point().threshold(),
                    figure(scores.recall()),
                    figure(scores.precision()),
                    figure(scores.f1()),
                    figure(scores.iou()),
                    figure(scores.boa()),
                    figure(scores.falseAlarmRate()));
        }
        line("");
    }

    private void comparison(String subject, Comparison comparison) {
        line("%s against %s on %,d common scenes", subject, comparison.other(), comparison.scenes());
        comparison.differences().forEach(this::difference);
        line("Interval: paired bootstrap over scenes, %,d draws", Comparison.RESAMPLES);
        line("");
    }

    private void difference(Comparison.Difference difference) {
        line(
                "%-13s %s against %s: %+.4f, 95 %% interval %+.4f to %+.4f%s",
                difference.figure().label(),
                figure(difference.first()),
                figure(difference.second()),
                difference.difference(),
                difference.low(),
                difference.high(),
                difference.isClear() ? "" : " (could be chance)");
    }

    /** How a figure is shown everywhere: four digits tell masks of a million pixels apart. */
    static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String className(boolean binary, int c) {
        if (binary) {
            return c == 1 ? "cloud" : "not cloud";
        }
        return Kinds.nameOf(c);
    }

    private static String name(String name) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
