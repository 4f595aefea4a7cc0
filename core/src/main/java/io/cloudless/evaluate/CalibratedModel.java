package io.cloudless.evaluate;

import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.model.Calibration;
import io.cloudless.model.ModelCard;
import io.cloudless.model.Preference;
import io.cloudless.model.Presets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an evaluation teaches about reading a model's probabilities.
 *
 * @param evaluation of the model as it was
 * @param calibration what its probabilities want
 * @param before they were scaled
 * @param after they were
 * @param presets thresholds of the probabilities after
 */
public record CalibratedModel(
        Evaluation evaluation,
        Calibration calibration,
        ProbabilityCounts before,
        ProbabilityCounts after,
        Presets presets) {
    private static final int FOLDS = 10;

    /**
     * Learns from an evaluation. Probabilities are scaled only if asked for and if that brings those of scenes closer to the truth on which
     * the scaling was not fitted: a scaling of few scenes easily fits nothing but these.
     *
     * @param scale whether to scale probabilities, else only thresholds are chosen
     * @throws IllegalArgumentException if the scenes are all cloud, or none, or have no probabilities
     */
    public static CalibratedModel of(Evaluation evaluation, boolean scale) {
        ProbabilityCounts before = evaluation.probabilities();
        if (before == null || Double.isNaN(before.curve().get(0).scores().boa())) {
            throw new IllegalArgumentException(
                    "shows only cloud or only clear sky, which tells nothing about thresholds");
        }
        boolean helps = scale && errorOnUnseen(evaluation.scenes()) < before.calibrationError();
        Calibration calibration = helps ? PlattScaling.fit(before) : Calibration.NONE;
        return new CalibratedModel(
                evaluation, calibration, before, PlattScaling.apply(calibration, before), presets(before, calibration));
    }

    /** The calibration error of scenes under scalings fitted on others: cross-validation in folds of scenes. */
    private static double errorOnUnseen(List<SceneResult> scenes) {
        int folds = Math.min(FOLDS, scenes.size());
        ProbabilityCounts unseen = new ProbabilityCounts();
        for (int fold = 0; fold < folds; fold++) {
            ProbabilityCounts inside = new ProbabilityCounts();
            ProbabilityCounts outside = new ProbabilityCounts();
            for (int i = 0; i < scenes.size(); i++) {
                ProbabilityCounts counts = scenes.get(i).probabilities();
                if (counts != null) {
                    (i % folds == fold ? inside : outside).merge(counts);
                }
            }
            unseen.merge(PlattScaling.apply(PlattScaling.fit(outside), inside));
        }
        return unseen.calibrationError();
    }

    /** Chosen before scaling, which leaves no two percents the same, and brought along. */
    private static Presets presets(ProbabilityCounts counts, Calibration calibration) {
        double[] thresholds = Arrays.stream(Preference.values())
                .mapToDouble(preference -> counts.best(preference).threshold())
                .map(calibration::apply)
                .map(CalibratedModel::rounded)
                .toArray();
        // A better recall never needs a higher threshold, but rounding may tie them.
        return new Presets(
                Math.min(thresholds[0], thresholds[1]), thresholds[1], Math.max(thresholds[1], thresholds[2]));
    }

    /** To a thousandth, within what a threshold may be. */
    private static double rounded(double threshold) {
        return Math.max(0.001, Math.min(1, Math.round(threshold * 1000) / 1000.0));
    }

    /** The model's card with all of this on it. */
    public ModelCard card(ModelCard card) {
        return card.with(card.output().calibrated(calibration, presets), figures());
    }

    /** The figures of the balanced threshold, on one line. */
    private String figures() {
        CloudScores scores = before.best(Preference.BALANCED).scores();
        return String.format(
                Locale.ROOT,
                "calibrated on %,d scenes, %,d pixels: cloud IoU %.3f, F1 %.3f, balanced overall accuracy %.3f,"
                        + " expected calibration error %.3f",
                evaluation.scenes().size(),
                before.total(),
                scores.iou(),
                scores.f1(),
                scores.boa(),
                after.calibrationError());
    }

    /** What was found, for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s on %,d scenes, %,d pixels\n",
                evaluation.subject(),
                evaluation.scenes().size(),
                before.total()));
        text.append(
                calibration.isNone()
                        ? String.format(
                                Locale.ROOT,
                                "Probabilities stay as they are: expected calibration error %.4f\n",
                                before.calibrationError())
                        : String.format(
                                Locale.ROOT,
                                "Log odds of cloud times %.4f, plus %.4f: expected calibration error %.4f, was %.4f\n",
                                calibration.slope(),
                                calibration.intercept(),
                                after.calibrationError(),
                                before.calibrationError()));
        text.append(String.format(
                Locale.ROOT,
                "%-24s %9s %7s %9s %7s %7s %7s %12s\n",
                "Prefer",
                "threshold",
                "recall",
                "precision",
                "F1",
                "IoU",
                "BOA",
                "false alarms"));
        for (Preference preference : Preference.values()) {
            text.append(row(preference, before.best(preference)));
        }
        return text.toString();
    }

    private String row(Preference preference, ThresholdPoint point) {
        CloudScores scores = point.scores();
        return String.format(
                Locale.ROOT,
                "%-24s %9.3f %7.4f %9.4f %7.4f %7.4f %7.4f %12.4f\n",
                preference.word(),
                presets.threshold(preference),
                scores.recall(),
                scores.precision(),
                scores.f1(),
                scores.iou(),
                scores.boa(),
                scores.falseAlarmRate());
    }
}
