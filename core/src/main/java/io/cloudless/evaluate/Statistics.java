package io.cloudless.evaluate;

import io.cloudless.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code statistics.txt} for people, {@code statistics.json} and {@code thresholds.csv} for programs. */
public final class Statistics {
    private Statistics() {}

    /** What {@code statistics.txt} holds: tables of fixed width, {@code -} for what is undefined. */
    public static String text(Evaluation evaluation, @Nullable Comparison comparison) {
        return StatisticsText.of(evaluation, comparison);
    }

    /**
     * Writes these files, in place of those of an earlier run; thresholds only where probabilities are known.
     *
     * @param folder made if it is missing
     * @param comparison with another evaluation, or null
     * @throws IOException if they cannot be written; none is then half-written
     */
    public static void write(Path folder, Evaluation evaluation, @Nullable Comparison comparison) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve("statistics.txt"), text(evaluation, comparison));
        AtomicFile.write(folder.resolve("statistics.json"), StatisticsJson.of(evaluation, comparison));
        Path thresholds = folder.resolve("thresholds.csv");
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null && probabilities.total() > 0) {
            AtomicFile.write(thresholds, ThresholdTable.csv(probabilities));
        } else {
            Files.deleteIfExists(thresholds);
        }
    }
}
