package io.cloudless.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cloudless.draw.TrainingCharts;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a training run keeps what it did: {@code config.json}, {@code train.csv} and {@code validation.csv} (iteration,
 * loss, accuracy, learning rate, seconds, …), {@code checkpoint}, {@code note.txt}, {@code model.onnx}.
 *
 * @param path such as {@code runs/0001}
 */
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String TRAIN_HEADER = "iteration,loss,accuracy,learning_rate,seconds";
    private static final String VALIDATION_HEADER = TRAIN_HEADER + ",iou,boa";

    /** The folder of run number {@code number} below {@code runs}; made if it is missing. */
    public static RunFolder of(Path runs, int number) {
        RunFolder folder = new RunFolder(runs.resolve(String.format(Locale.ROOT, "%04d", number)));
        try {
            Files.createDirectories(folder.path);
        } catch (IOException e) {
            throw folder.unwritable(e);
        }
        return folder;
    }

    Checkpoint checkpoint() {
        return new Checkpoint(path.resolve("checkpoint"));
    }

    /** Where the finished model belongs. */
    public Path model() {
        return path.resolve("model.onnx");
    }

    void begin(Map<String, Object> config, String note) {
        try {
            Files.writeString(path.resolve("config.json"), JSON.writeValueAsString(config));
            Files.writeString(path.resolve("note.txt"), note + "\n");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Drops what the tables say of steps after this one: they will be done again. */
    void rewind(int iteration) {
        rewind("train.csv", TRAIN_HEADER, iteration);
        rewind("validation.csv", VALIDATION_HEADER, iteration);
    }

    void train(int iteration, double loss, double accuracy, double learningRate, double seconds) {
        append("train.csv", row(iteration, loss, accuracy, learningRate, seconds));
    }

    void validation(String row) {
        append("validation.csv", row);
    }

    /** Puts the model, its figures and the charts of its training into the folder. */
    void finish(byte[] model, Validation validation) {
        CloudScores scores = CloudScores.of(validation.matrix());
        try {
            Path part = path.resolve("model.onnx.part");
            Files.write(part, model);
            Files.move(part, model(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(path.resolve("statistics.json"), JSON.writeValueAsString(scores));
            Files.writeString(
                    path.resolve("statistics.txt"),
                    String.format(
                            Locale.ROOT,
                            "accuracy %.4f%nprecision %.4f%nrecall %.4f%nF1 %.4f%nIoU %.4f%nBOA %.4f%n%n%s%n",
                            scores.accuracy(),
                            scores.precision(),
                            scores.recall(),
                            scores.f1(),
                            scores.iou(),
                            scores.boa(),
                            validation.matrix().binary()));
            TrainingCharts.write(
                    path,
                    "Run " + path.getFileName(),
                    Files.readString(path.resolve("note.txt")).strip());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    static String row(int iteration, double... values) {
        StringBuilder row = new StringBuilder(Integer.toString(iteration));
        for (double value : values) {
            row.append(String.format(Locale.ROOT, ",%.6g", value));
        }
        return row.toString();
    }

    private void rewind(String table, String header, int iteration) {
        Path file = path.resolve(table);
        try {
            List<String> kept = new ArrayList<>(List.of(header));
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String first = line.split(",", 2)[0];
                    if (first.matches("\\d+") && Integer.parseInt(first) <= iteration) {
                        kept.add(line);
                    }
                }
            }
            Files.write(file, kept);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void append(String table, String row) {
        try {
            Files.writeString(path.resolve(table), row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private InputException unwritable(IOException e) {
        return new InputException(
                path, "cannot be written (" + e.getMessage() + ")", "Check its permissions and free space.", e);
    }
}
