package io.cloudless.draw;

import io.cloudless.evaluate.ClassifiedChip;
import io.cloudless.evaluate.ClassifierEvaluation;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Metrics;
import io.cloudless.evaluate.RankedScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code report.html} of a classifier: its figures, curves and the chips it is most wrong about, on one page that needs no
 * other file.
 */
public final class ClassifierReport {
    private static final int WORST = 10;
    /** Chips are drawn no larger than this. */
    private static final int GREATEST_EDGE = 256;

    private final ClassifierEvaluation evaluation;
    private final HtmlPage page;

    private ClassifierReport(ClassifierEvaluation evaluation) {
        this.evaluation = evaluation;
        this.page = new HtmlPage(evaluation.subject());
    }

    /**
     * Writes the page.
     *
     * @param target such as {@code report.html}; its folder exists
     * @param evaluation what is reported; the files of its worst chips are read
     * @param course how the model came to be
     * @throws IOException if it cannot be written; nothing is then half-written
     */
    public static void write(Path target, ClassifierEvaluation evaluation, RunCourse course) throws IOException {
        ClassifierReport report = new ClassifierReport(evaluation);
        report.summary();
        report.matrix();
        report.classes();
        report.curves();
        report.worst();
        course.write(report.page);
        report.page.write(target);
    }

    private void summary() {
        ClassifierEvaluation.Scores scores = evaluation.scores();
        page.line("<h1>" + HtmlPage.escape(evaluation.subject()) + "</h1>");
        evaluation.note().lines().forEach(page::paragraph);
        page.paragraph(String.format(
                Locale.ROOT,
                "Answers about %,d validation chips against their truth, at a threshold of %.2f.",
                evaluation.chips().size(),
                evaluation.threshold()));
        Map<String, Double> tiles = new LinkedHashMap<>();
        tiles.put("accuracy", scores.accuracy());
        tiles.put("precision", scores.precision());
        tiles.put("recall", scores.recall());
        tiles.put("F1", scores.f1());
        tiles.put("balanced accuracy", scores.boa());
        tiles.put("loss", evaluation.loss());
        page.tiles(tiles);
    }

    private void matrix() {
        ConfusionMatrix matrix = evaluation.matrix();
        page.heading("Confusion matrix");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("truth"));
        evaluation.classes().forEach(name -> head.add("called " + name));
        rows.add(head);
        for (int truth = 0; truth < matrix.classes(); truth++) {
            List<String> row = new ArrayList<>(List.of(evaluation.classes().get(truth)));
            for (int answer = 0; answer < matrix.classes(); answer++) {
                row.add(String.format(Locale.ROOT, "%,d", matrix.count(truth, answer)));
            }
            rows.add(row);
        }
        page.table(rows);
    }

    private void classes() {
        ConfusionMatrix matrix = evaluation.matrix();
        page.heading("By class");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "chips", "precision", "recall", "F1"));
        for (int code = 0; code < matrix.classes(); code++) {
            rows.add(List.of(
                    evaluation.classes().get(code),
                    String.format(Locale.ROOT, "%,d", matrix.truths(code)),
                    HtmlPage.figure(Metrics.precision(matrix, code)),
                    HtmlPage.figure(Metrics.recall(matrix, code)),
                    HtmlPage.figure(Metrics.f1(matrix, code))));
        }
        page.table(rows);
    }

    private void curves() {
        RankedScores ranked = evaluation.ranked();
        page.heading("Probability of " + evaluation.target());
        page.line("<div class=\"charts\">");
        page.picture(ScoreCharts.roc(ranked).png(), "Recall over false alarms");
        page.picture(ScoreCharts.precisionRecall(ranked).png(), "Precision over recall");
        page.picture(ScoreCharts.thresholds(ranked).png(), "F1 and accuracy over the threshold");
        page.picture(
                CurveCharts.reliability(evaluation.probabilities(), evaluation.target())
                        .png(),
                "Observed share over predicted probability");
        page.line("</div>");
    }

    private void worst() {
        page.heading("Where it is worst");
        page.paragraph("The chips whose true class got the least probability.");
        page.line("<div class=\"chips\">");
        for (ClassifiedChip chip : evaluation.worst(WORST)) {
            int answer = chip.answer(evaluation.threshold());
            String called = "called " + HtmlPage.escape(evaluation.classes().get(answer))
                    + String.format(
                            Locale.ROOT,
                            " (%.1f\u00A0%%)",
                            100 * chip.probabilities().get(answer));
            page.line("<figure>");
            page.picture(
                    ScenePicture.read(chip.file(), GREATEST_EDGE).picture().toPng(),
                    String.valueOf(chip.file().getFileName()));
            page.line("<figcaption><b>" + HtmlPage.escape(evaluation.classes().get(chip.truth())) + "</b>, "
                    + (answer == chip.truth() ? called : "<span class=\"wrong\">" + called + "</span>") + "<br>"
                    + HtmlPage.escape(String.valueOf(chip.file().getFileName())) + "</figcaption></figure>");
        }
        page.line("</div>");
    }
}
