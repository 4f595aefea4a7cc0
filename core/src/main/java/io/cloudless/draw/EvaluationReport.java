package io.cloudless.draw;

import io.cloudless.dataset.LabelledScene;
import io.cloudless.evaluate.ClassScores;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.Predictor;
import io.cloudless.evaluate.PreparedEvaluator;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.evaluate.SceneResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html}: an evaluation on one page that needs no other file, with the scenes that came out worst to look
 * at.
 */
public final class EvaluationReport {
    private static final int WORST = 10;

    private final HtmlPage page;

    private EvaluationReport(HtmlPage page) {
        this.page = page;
    }

    /**
     * Writes the page.
     *
     * @param target such as {@code report.html}; its folder exists
     * @param evaluation what is reported
     * @param comparison with another evaluation, or null
     * @param scenes among them all of the evaluation, so that the worst can be shown
     * @param predictor asked again for those
     * @throws IOException if it cannot be written; nothing is then half-written
     */
    public static void write(
            Path target,
            Evaluation evaluation,
            @Nullable Comparison comparison,
            List<LabelledScene> scenes,
            Predictor predictor)
            throws IOException {
        EvaluationReport report = new EvaluationReport(new HtmlPage(evaluation.subject()));
        report.figures(evaluation, comparison);
        report.worst(evaluation, name -> SceneSheet.png(named(name, scenes), predictor.predict(named(name, scenes))));
        report.page.write(target);
    }

    /**
     * Writes the page for the model of a run, evaluated on the chips of prepared datasets.
     *
     * @param target such as {@code report.html}; its folder exists
     * @param evaluation what is reported
     * @param evaluator asked again for the worst chips
     * @param course how the model came to be
     * @throws IOException if it cannot be written; nothing is then half-written
     */
    public static void write(Path target, Evaluation evaluation, PreparedEvaluator evaluator, RunCourse course)
            throws IOException {
        EvaluationReport report = new EvaluationReport(new HtmlPage(evaluation.subject()));
        report.figures(evaluation, null);
        report.worst(evaluation, name -> SceneSheet.png(evaluator.chip(name), evaluator.predict(name)));
        course.write(report.page);
        report.page.write(target);
    }

    private static LabelledScene named(String name, List<LabelledScene> scenes) {
        return scenes.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No files of scene " + name));
    }

    private void figures(Evaluation evaluation, @Nullable Comparison comparison) {
        Group all = evaluation.all();
        summary(evaluation, all);
        groups(all, evaluation.tagged());
        if (comparison != null) {
            comparison(evaluation.subject(), comparison);
        }
        matrix(all.matrix());
        if (ClassScores.isToldBy(all.matrix())) {
            classes(all.matrix());
        }
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null && probabilities.total() > 0) {
            curves(probabilities);
        }
    }

    private void summary(Evaluation evaluation, Group all) {
        page.line("<h1>" + HtmlPage.escape(evaluation.subject()) + "</h1>");
        page.paragraph(String.format(
                Locale.ROOT,
                "Cloud masks of %,d scenes against their truth, %,d pixels.",
                all.scenes(),
                all.matrix().total()));
        if (!evaluation.note().isEmpty()) {
            page.paragraph(evaluation.note());
        }
        if (all.matrix().noData() > 0) {
            page.paragraph(String.format(
                    Locale.ROOT,
                    "%,d more pixels have a truth but were masked as no data; they are in no figure.",
                    all.matrix().noData()));
        }
        CloudScores scores = CloudScores.of(all.matrix());
        Map<String, Double> tiles = new LinkedHashMap<>();
        tiles.put("IoU of cloud", scores.iou());
        tiles.put("balanced accuracy", scores.boa());
        tiles.put("accuracy", scores.accuracy());
        tiles.put("precision", scores.precision());
        tiles.put("recall", scores.recall());
        tiles.put("F1", scores.f1());
        page.tiles(tiles);
    }

    private void groups(Group all, List<Group> tagged) {
        page.heading(tagged.isEmpty() ? "Figures" : "By tag");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "scenes", "accuracy", "precision", "recall", "F1", "IoU", "BOA", "kappa", "false alarms"));
        rows.add(row(all));
        tagged.forEach(tag -> rows.add(row(tag)));
        page.table(rows);
        if (!tagged.isEmpty()) {
            page.paragraph("The pixels of all scenes that carry the tag; a scene may carry several.");
        }
    }

    private static List<String> row(Group group) {
        CloudScores scores = CloudScores.of(group.matrix());
        List<String> row = new ArrayList<>(List.of(group.name(), String.format(Locale.ROOT, "%,d", group.scenes())));
        for (double figure : new double[] {
            scores.accuracy(),
            scores.precision(),
            scores.recall(),
            scores.f1(),
            scores.iou(),
            scores.boa(),
            scores.kappa(),
            scores.falseAlarmRate()
        }) {
            row.add(HtmlPage.figure(figure));
        }
        return row;
    }

    private void comparison(String subject, Comparison comparison) {
        page.heading("Against " + comparison.other());
        page.table(List.of(
                List.of("", subject, comparison.other(), "difference", "95 % interval"),
                row("IoU", comparison.iou()),
                row("BOA", comparison.boa())));
        page.paragraph(String.format(
                Locale.ROOT, "Paired bootstrap over the %,d scenes that both have.", comparison.scenes()));
    }

    private static List<String> row(String name, Comparison.Difference d) {
        return List.of(
                name,
                HtmlPage.figure(d.first()),
                HtmlPage.figure(d.second()),
                String.format(Locale.ROOT, "%+.4f", d.difference()),
                String.format(Locale.ROOT, "%+.4f to %+.4f", d.low(), d.high()));
    }

    private void matrix(ConfusionMatrix matrix) {
        page.heading("Confusion matrix");
        boolean told = ClassScores.isToldBy(matrix);
        ConfusionMatrix shown = told ? matrix : matrix.binary();
        List<String> names = told
                ? List.of(ClassScores.nameOf(0), ClassScores.nameOf(1), ClassScores.nameOf(2), ClassScores.nameOf(3))
                : List.of("not cloud", "cloud");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("truth"));
        names.forEach(name -> head.add("called " + name));
        rows.add(head);
        for (int truth = 0; truth < shown.classes(); truth++) {
            List<String> row = new ArrayList<>(List.of(names.get(truth)));
            for (int predicted = 0; predicted < shown.classes(); predicted++) {
                row.add(String.format(Locale.ROOT, "%,d", shown.count(truth, predicted)));
            }
            rows.add(row);
        }
        page.table(rows);
    }

    private void classes(ConfusionMatrix matrix) {
        page.heading("By true class");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "pixels", "called cloud", "precision", "recall", "IoU"));
        for (ClassScores scores : ClassScores.of(matrix)) {
            rows.add(List.of(
                    scores.name(),
                    String.format(Locale.ROOT, "%,d", scores.pixels()),
                    HtmlPage.figure(scores.calledCloud()),
                    HtmlPage.figure(scores.precision()),
                    HtmlPage.figure(scores.recall()),
                    HtmlPage.figure(scores.iou())));
        }
        page.table(rows);
        page.paragraph("Precision, recall and IoU of a class only where the masks tell it apart.");
    }

    private void curves(ProbabilityCounts probabilities) {
        page.heading("Probabilities");
        page.line("<div class=\"charts\">");
        page.picture(CurveCharts.precisionRecall(probabilities).png(), "Precision over recall");
        page.picture(CurveCharts.reliability(probabilities, "cloud").png(), "Observed share of cloud over predicted");
        page.picture(CurveCharts.thresholds(probabilities).png(), "IoU and BOA over the threshold");
        page.line("</div>");
    }

    /** @param sheets the panels of a scene, by its name */
    private void worst(Evaluation evaluation, Function<String, byte[]> sheets) {
        page.heading("Where it is worst");
        page.line("<p class=\"pale key\">Masks:" + key("#4a6c86", "clear") + key("#ffffff", "cloud")
                + key("#b8d8ec", "thin cloud") + key("#232e3a", "shadow") + key("#dde2e7", "unknown")
                + "</p><p class=\"pale key\">Errors:" + key("#d62246", "missed cloud") + key("#f2a104", "false alarm")
                + "</p>");
        for (SceneResult result : evaluation.worst(WORST)) {
            CloudScores scores = CloudScores.of(result.matrix());
            page.line("<figure class=\"sheet\"><figcaption><b>" + HtmlPage.escape(result.name()) + "</b> accuracy "
                    + HtmlPage.figure(scores.accuracy()) + ", IoU " + HtmlPage.figure(scores.iou())
                    + "</figcaption>");
            page.picture(sheets.apply(result.name()), "Picture, truth, prediction and errors");
            page.line("<div class=\"panels\"><span>picture</span><span>truth</span><span>prediction</span>"
                    + "<span>errors</span></div></figure>");
        }
    }

    private static String key(String colour, String name) {
        return " <span><i style=\"background:" + colour + "\"></i>" + name + "</span>";
    }
}
