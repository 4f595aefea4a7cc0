package io.cloudless.evaluate;

import io.cloudless.evaluate.ClassifierEvaluation.Scores;
import io.cloudless.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code statistics.txt} and {@code statistics.json} of a classifier, the same figures in both. */
public final class ClassifierStatistics {
    private static final int WORST = 10;

    private final StringBuilder text = new StringBuilder();

    private ClassifierStatistics() {}

    /**
     * Writes both files, in place of those of an earlier evaluation.
     *
     * @param folder made if it is missing
     * @throws IOException if they cannot be written; neither is then half-written
     */
    public static void write(Path folder, ClassifierEvaluation evaluation) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve("statistics.txt"), text(evaluation));
        AtomicFile.write(folder.resolve("statistics.json"), ClassifierJson.of(evaluation, WORST));
    }

    /** What {@code statistics.txt} holds: {@code -} for what is undefined. */
    public static String text(ClassifierEvaluation evaluation) {
        ClassifierStatistics writer = new ClassifierStatistics();
        writer.scores(evaluation);
        writer.classes(evaluation);
        writer.matrix(evaluation);
        writer.curves(evaluation);
        writer.worst(evaluation);
        return writer.text.toString();
    }

    private void scores(ClassifierEvaluation evaluation) {
        line("%s on %,d chips", evaluation.subject(), evaluation.chips().size());
        if (!evaluation.note().isEmpty()) {
            line("%s", evaluation.note());
        }
        Scores scores = evaluation.scores();
        line("");
        line("At threshold %.2f", evaluation.threshold());
        line("Accuracy            %7.2f %%", 100 * scores.accuracy());
        line("Precision           %9s", StatisticsText.figure(scores.precision()));
        line("Recall              %9s", StatisticsText.figure(scores.recall()));
        line("F1                  %9s", StatisticsText.figure(scores.f1()));
        line("Balanced accuracy   %9s", StatisticsText.figure(scores.boa()));
        line("Kappa               %9s", StatisticsText.figure(scores.kappa()));
        line("Loss                %9s", StatisticsText.figure(evaluation.loss()));
        line("");
    }

    private void classes(ClassifierEvaluation evaluation) {
        ConfusionMatrix matrix = evaluation.matrix();
        line("%-24s %8s %9s %8s %8s", "Class", "chips", "precision", "recall", "F1");
        for (int code = 0; code < matrix.classes(); code++) {
            line(
                    "%-24s %,8d %9s %8s %8s",
                    evaluation.classes().get(code),
                    matrix.truths(code),
                    StatisticsText.figure(Metrics.precision(matrix, code)),
                    StatisticsText.figure(Metrics.recall(matrix, code)),
                    StatisticsText.figure(Metrics.f1(matrix, code)));
        }
        line("");
    }

    private void matrix(ClassifierEvaluation evaluation) {
        ConfusionMatrix matrix = evaluation.matrix();
        line("Confusion matrix in chips: rows are the truth, columns the answer");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-24s", ""));
        evaluation.classes().forEach(name -> head.append(String.format(Locale.ROOT, " %14s", name)));
        line("%s", head);
        for (int truth = 0; truth < matrix.classes(); truth++) {
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ROOT, "%-24s", evaluation.classes().get(truth)));
            for (int answer = 0; answer < matrix.classes(); answer++) {
                row.append(String.format(Locale.ROOT, " %,14d", matrix.count(truth, answer)));
            }
            line("%s", row);
        }
        line("");
    }

    private void curves(ClassifierEvaluation evaluation) {
        RankedScores ranked = evaluation.ranked();
        RankedScores.Point best = ranked.best(matrix -> Metrics.f1(matrix, 1));
        line("Area under the ROC curve   %s", StatisticsText.figure(ranked.rocArea()));
        line("Average precision          %s", StatisticsText.figure(ranked.averagePrecision()));
        line(
                "Expected calibration error %s",
                StatisticsText.figure(evaluation.probabilities().calibrationError()));
        line(
                "Best threshold for F1      %.4f (F1 %s, accuracy %s)",
                best.threshold(),
                StatisticsText.figure(Metrics.f1(best.matrix(), 1)),
                StatisticsText.figure(Metrics.accuracy(best.matrix())));
        line("");
    }

    private void worst(ClassifierEvaluation evaluation) {
        line("Worst chips: probability of their class, class, file");
        for (ClassifiedChip chip : evaluation.worst(WORST)) {
            line(
                    "%7.4f  %s  %s",
                    chip.probabilities().get(chip.truth()), evaluation.classes().get(chip.truth()), chip.file());
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
