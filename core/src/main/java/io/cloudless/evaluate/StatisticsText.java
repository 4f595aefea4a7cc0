package io.cloudless.evaluate;

import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import java.util.List;
import java.util.Locale;
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
        writer.matrix(all.matrix());
        if (ClassScores.isToldBy(all.matrix())) {
            writer.classes(ClassScores.of(all.matrix()));
        }
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

    private void matrix(ConfusionMatrix matrix) {
        boolean binary = !ClassScores.isToldBy(matrix);
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

    private void classes(List<ClassScores> classes) {
        line("%s %14s %13s %9s %7s %7s", name("True class"), "pixels", "called cloud", "precision", "recall", "IoU");
        for (ClassScores s : classes) {
            line(
                    "%s %,14d %13s %9s %7s %7s",
                    name(s.name()),
                    s.pixels(),
                    figure(s.calledCloud()),
                    figure(s.precision()),
                    figure(s.recall()),
                    figure(s.iou()));
        }
        line("");
    }

    private void thresholds(ProbabilityCounts probabilities) {
        line("Average precision          %s", figure(probabilities.averagePrecision()));
        line("Expected calibration error %s", figure(probabilities.calibrationError()));
        threshold("Best threshold for IoU    ", probabilities.best(CloudScores::iou));
        threshold("Best threshold for BOA    ", probabilities.best(CloudScores::boa));
        line("");
    }

    private void threshold(String name, ThresholdPoint point) {
        CloudScores scores = point.scores();
        line("%s %.2f (IoU %s, BOA %s)", name, point.threshold(), figure(scores.iou()), figure(scores.boa()));
    }

    private void comparison(String subject, Comparison comparison) {
        line("%s against %s on %,d common scenes", subject, comparison.other(), comparison.scenes());
        difference("IoU", comparison.iou());
        difference("BOA", comparison.boa());
        line("");
    }

    private void difference(String name, Comparison.Difference difference) {
        line(
                "%s %s against %s: %+.4f, 95 %% interval %+.4f to %+.4f%s",
                name,
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
        return ClassScores.nameOf(c);
    }

    private static String name(String name) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
