package io.cloudless.draw;

import io.cloudless.evaluate.ClassScores;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.KindColumn;
import io.cloudless.evaluate.Kinds;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.evaluate.ThresholdTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of an {@link EvaluationReport}, as rows of text of which the first holds the headings. */
final class EvaluationTables {
    private EvaluationTables() {}

    /** The figures of cloud, of all scenes and of each tag. */
    static List<List<String>> groups(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "scenes", "accuracy", "precision", "recall", "F1", "IoU", "BOA", "kappa", "false alarms"));
        for (Group group : groupsOf(evaluation)) {
            CloudScores scores = CloudScores.of(group.matrix());
            rows.add(row(
                    List.of(group.name(), String.format(Locale.ROOT, "%,d", group.scenes())),
                    scores.accuracy(),
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.iou(),
                    scores.boa(),
                    scores.kappa(),
                    scores.falseAlarmRate()));
        }
        return rows;
    }

    /** Each kind against all the rest. */
    static List<List<String>> kinds(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "pixels", "BOA", "recall", "precision", "IoU", "called cloud"));
        for (ClassScores scores : ClassScores.of(evaluation.all().matrix(), evaluation.kinds())) {
            rows.add(row(
                    List.of(scores.kind().label(), String.format(Locale.ROOT, "%,d", scores.pixels())),
                    scores.boa(),
                    scores.recall(),
                    scores.precision(),
                    scores.iou(),
                    scores.calledCloud()));
        }
        return rows;
    }

    /** The kinds that are told, of all scenes and of each tag. */
    static List<List<String>> kindsByTag(Evaluation evaluation) {
        Kinds kinds = evaluation.kinds();
        List<KindColumn> columns = KindColumn.of(kinds);
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.forEach(column -> head.add(column.heading()));
        rows.add(head);
        for (Group group : groupsOf(evaluation)) {
            rows.add(row(
                    List.of(group.name()),
                    columns.stream()
                            .mapToDouble(column -> column.figure(group.matrix(), kinds))
                            .toArray()));
        }
        return rows;
    }

    /** Pixels by what they are and what they were called, of all kinds where the truth tells them. */
    static List<List<String>> matrix(Evaluation evaluation) {
        ConfusionMatrix all = evaluation.all().matrix();
        boolean told = evaluation.kinds().areTold();
        ConfusionMatrix shown = told ? all : all.binary();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("truth"));
        for (int predicted = 0; predicted < shown.classes(); predicted++) {
            head.add("called " + className(told, predicted));
        }
        rows.add(head);
        for (int truth = 0; truth < shown.classes(); truth++) {
            List<String> row = new ArrayList<>(List.of(className(told, truth)));
            for (int predicted = 0; predicted < shown.classes(); predicted++) {
                row.add(String.format(Locale.ROOT, "%,d", shown.count(truth, predicted)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What thresholds do. */
    static List<List<String>> thresholds(ProbabilityCounts probabilities) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("threshold", "recall", "precision", "F1", "IoU", "BOA", "false alarms", ""));
        for (ThresholdTable.Row row : ThresholdTable.of(probabilities).rows()) {
            CloudScores scores = row.point().scores();
            List<String> cells = row(
                    List.of(String.format(Locale.ROOT, "%.2f", row.point().threshold())),
                    scores.recall(),
                    scores.precision(),
                    scores.f1(),
                    scores.iou(),
                    scores.boa(),
                    scores.falseAlarmRate());
            cells.add(row.name());
            rows.add(cells);
        }
        return rows;
    }

    /** Two evaluations and their difference. */
    static List<List<String>> comparison(String subject, Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", subject, comparison.other(), "difference", "95 % interval", ""));
        for (Comparison.Difference difference : comparison.differences()) {
            rows.add(List.of(
                    difference.figure().label(),
                    HtmlPage.figure(difference.first()),
                    HtmlPage.figure(difference.second()),
                    String.format(Locale.ROOT, "%+.4f", difference.difference()),
                    String.format(Locale.ROOT, "%+.4f to %+.4f", difference.low(), difference.high()),
                    difference.isClear() ? "beyond chance" : "could be chance"));
        }
        return rows;
    }

    private static List<Group> groupsOf(Evaluation evaluation) {
        List<Group> groups = new ArrayList<>(List.of(evaluation.all()));
        groups.addAll(evaluation.tagged());
        return groups;
    }

    private static String className(boolean told, int code) {
        if (told) {
            return Kinds.nameOf(code);
        }
        return code == 1 ? "cloud" : "not cloud";
    }

    private static List<String> row(List<String> begin, double... figures) {
        List<String> row = new ArrayList<>(begin);
        for (double figure : figures) {
            row.add(HtmlPage.figure(figure));
        }
        return row;
    }
}
