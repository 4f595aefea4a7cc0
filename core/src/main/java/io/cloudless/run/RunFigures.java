package io.cloudless.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run came to: from {@code statistics.json} where it is there, else from the last validation. NaN for what is not
 * known.
 *
 * @param loss mean over what was validated
 * @param accuracy 0..1
 * @param f1 0..1
 * @param iou of cloud, 0..1
 * @param boa balanced overall accuracy, 0..1
 */
public record RunFigures(double loss, double accuracy, double f1, double iou, double boa) {
    public static final RunFigures UNKNOWN = new RunFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** @throws InputException if a file is damaged */
    static RunFigures read(Path run) {
        TrainingLog validation = TrainingLog.read(run.resolve(TrainingRun.VALIDATION_TABLE));
        double loss = last(validation, "loss");
        Path statistics = run.resolve(TrainingRun.STATISTICS);
        if (!Files.isRegularFile(statistics)) {
            return new RunFigures(
                    loss,
                    last(validation, "accuracy"),
                    last(validation, "f1"),
                    last(validation, "iou"),
                    last(validation, "boa"));
        }
        try {
            JsonNode root = new ObjectMapper().readTree(statistics.toFile());
            JsonNode all = root.has("all") ? root.path("all") : root;
            return new RunFigures(
                    all.path("loss").asDouble(loss),
                    figure(all, "accuracy"),
                    figure(all, "f1"),
                    figure(all, "iou"),
                    figure(all, "boa"));
        } catch (IOException e) {
            throw new InputException(
                    statistics, "is no JSON", "Remove it, and write it again with 'cloudless evaluate --run'", e);
        }
    }

    private static double figure(JsonNode all, String name) {
        return all.path(name).asDouble(Double.NaN);
    }

    private static double last(TrainingLog log, String column) {
        if (log.isEmpty() || !log.hasColumn(column)) {
            return Double.NaN;
        }
        double[] values = log.column(column);
        return values[values.length - 1];
    }
}
