package io.cloudless.draw;

import io.cloudless.dataset.LabelledScene;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.Kind;
import io.cloudless.evaluate.KindColumn;
import io.cloudless.evaluate.Predictor;
import io.cloudless.evaluate.PreparedEvaluator;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.evaluate.SceneResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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
        report.worst(evaluation, name -> {
            LabelledScene scene = named(name, scenes);
            return SceneSheet.png(scene, predictor.predict(scene), evaluation.kinds());
        });
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
        report.worst(
                evaluation, name -> SceneSheet.png(evaluator.chip(name), evaluator.predict(name), evaluation.kinds()));
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
        summary(evaluation, evaluation.all());
        boolean isTagged = !evaluation.tagged().isEmpty();
        page.heading(isTagged ? "By tag" : "Figures");
        page.table(EvaluationTables.groups(evaluation));
        if (isTagged) {
            page.paragraph("The pixels of all scenes that carry the tag; a scene may carry several.");
        }
        if (comparison != null) {
            comparison(evaluation.subject(), comparison);
        }
        if (evaluation.kinds().areTold()) {
            kinds(evaluation, isTagged);
        }
        page.heading("Confusion matrix");
        page.table(EvaluationTables.matrix(evaluation));
        curves(evaluation);
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
        page.tiles(tiles(evaluation, all));
    }

    /** Seven at most, which fit side by side. */
    private static Map<String, Double> tiles(Evaluation evaluation, Group all) {
        CloudScores scores = CloudScores.of(all.matrix());
        Map<String, Double> tiles = new LinkedHashMap<>();
        tiles.put("IoU of cloud", scores.iou());
        tiles.put("F1 of cloud", scores.f1());
        tiles.put("BOA of cloud", scores.boa());
        if (tellsKinds(evaluation)) {
            Stream.of(Kind.CLEAR, Kind.SHADOW)
                    .map(kind -> new KindColumn(kind, false))
                    .forEach(column -> tiles.put(column.heading(), column.figure(all.matrix(), evaluation.kinds())));
        } else {
            tiles.put("recall", scores.recall());
            tiles.put("precision", scores.precision());
        }
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null && probabilities.total() > 0) {
            tiles.put("calibration error", probabilities.calibrationError());
        }
        tiles.put("cloud cover error", evaluation.coverError().meanAbsolute());
        return tiles;
    }

    private static boolean tellsKinds(Evaluation evaluation) {
        return evaluation.kinds().ofMasks().size() > 1;
    }

    private void comparison(String subject, Comparison comparison) {
        page.heading("Against " + comparison.other());
        page.table(EvaluationTables.comparison(subject, comparison));
        page.paragraph(String.format(
                Locale.ROOT,
                "Paired bootstrap over the %,d scenes that both have, %,d draws.",
                comparison.scenes(),
                Comparison.RESAMPLES));
    }

    private void kinds(Evaluation evaluation, boolean isTagged) {
        page.heading("Kinds of cloud, and shadow");
        page.table(EvaluationTables.kinds(evaluation));
        page.paragraph("Each kind against all the rest. BOA is the mean of its recall and its specificity.");
        evaluation.kinds().gaps().ifPresent(page::paragraph);
        if (isTagged) {
            page.table(EvaluationTables.kindsByTag(evaluation));
        }
    }

    private void curves(Evaluation evaluation) {
        ProbabilityCounts probabilities = evaluation.probabilities();
        boolean areKnown = probabilities != null && probabilities.total() > 0;
        page.heading(areKnown ? "Probabilities and cover" : "Cloud cover");
        page.line("<div class=\"charts\">");
        if (probabilities != null && areKnown) {
            page.picture(
                    CurveCharts.reliability(probabilities, "cloud").png(), "Observed share of cloud over predicted");
            page.picture(CurveCharts.precisionRecall(probabilities).png(), "Precision over recall");
            page.picture(CurveCharts.thresholds(probabilities).png(), "IoU and BOA over the threshold");
        }
        page.picture(CurveCharts.cover(evaluation).png(), "Predicted over true cloud cover of each scene");
        page.line("</div>");
        if (probabilities != null && areKnown) {
            page.heading("Thresholds");
            page.table(EvaluationTables.thresholds(probabilities));
            page.paragraph(
                    "A pixel is cloud from the threshold on. F2 weighs recall twice as much as precision, F0.5 half as"
                            + " much; F1 is greatest where IoU is.");
        }
    }

    /** @param sheets the panels of a scene, by its name */
    private void worst(Evaluation evaluation, Function<String, byte[]> sheets) {
        page.heading("Where it is worst");
        page.line("<p class=\"pale key\">Masks:" + key("#4a6c86", "clear") + key("#ffffff", "cloud")
                + key("#b8d8ec", "thin cloud") + key("#232e3a", "shadow") + key("#dde2e7", "unknown")
                + "</p><p class=\"pale key\">Errors:" + key("#d62246", "missed cloud") + key("#f2a104", "false alarm")
                + (tellsKinds(evaluation) ? key("#8a5fd0", "cloud or not is right, the kind is wrong") : "")
                + "</p>");
        for (SceneResult result : evaluation.worst(WORST)) {
            CloudScores scores = CloudScores.of(result.matrix());
            page.line("<figure class=\"sheet\"><figcaption><b>" + HtmlPage.escape(result.name()) + "</b> accuracy "
                    + HtmlPage.figure(scores.accuracy()) + ", IoU " + HtmlPage.figure(scores.iou())
                    + String.format(
                            Locale.ROOT,
                            ", cloud cover %.0f %% instead of %.0f %%",
                            100 * result.predictedCover(),
                            100 * result.trueCover())
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
