package io.cloudless.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cloudless.draw.TrainingCharts;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a training run keeps what it did: {@code config.json}, {@code train.csv} and {@code validation.csv} (iteration,
 * loss, accuracy, learning rate, seconds, …), {@code checkpoint}, {@code note.txt}, and once it is over {@code model.onnx},
 * {@code statistics.txt} and {@code .json}, {@code loss.png} and {@code accuracy.png}.
 *
 * @param path such as {@code runs/0001}
 */
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NOTE = "note.txt";
    private static final String TRAIN_TABLE = "train.csv";
    private static final String VALIDATION_TABLE = "validation.csv";
    private static final String TRAIN_HEADER = "iteration,loss,accuracy,learning_rate,seconds";

    /** The folder of run number {@code number} below {@code runs}; made only when the run begins. */
    public static RunFolder of(Path runs, int number) {
        return new RunFolder(runs.resolve(String.format(Locale.ROOT, "%04d", number)));
    }

    /** Whether there is a run already. */
    public boolean hasBegun() {
        return Files.exists(path.resolve(TRAIN_TABLE));
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
            Files.createDirectories(path);
            AtomicFile.write(path.resolve("config.json"), JSON.writeValueAsString(config));
            AtomicFile.write(path.resolve(NOTE), note + "\n");
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    /**
     * Drops what the tables say of steps after this one: they will be done again.
     *
     * @param columns that validations have beside those of training
     */
    void rewind(int iteration, List<String> columns) {
        rewind(TRAIN_TABLE, TRAIN_HEADER, iteration);
        rewind(VALIDATION_TABLE, TRAIN_HEADER + "," + String.join(",", columns), iteration);
    }

    void train(int iteration, double loss, double accuracy, double learningRate, double seconds) {
        append(TRAIN_TABLE, row(iteration, loss, accuracy, learningRate, seconds));
    }

    void validation(int iteration, Outcome outcome, double learningRate, double seconds) {
        String row = row(iteration, outcome.loss(), outcome.accuracy(), learningRate, seconds);
        append(VALIDATION_TABLE, row + values(outcome.figures()));
    }

    /** Writes the figures of the finished model. */
    interface Figures {
        /** @param title of the run */
        void write(Path folder, String title, String note) throws IOException;
    }

    /** Puts the model, its figures and the charts of its training into the folder. */
    void finish(byte[] model, Figures figures) {
        String title = "Run " + path.getFileName();
        try {
            String note = Files.readString(path.resolve(NOTE)).strip();
            AtomicFile.write(model(), model);
            figures.write(path, title, note);
            TrainingCharts.write(path, title, note);
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private static String row(int iteration, double... values) {
        return iteration + values(values);
    }

    private static String values(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(String.format(Locale.ROOT, ",%.6g", value));
        }
        return text.toString();
    }

    private void rewind(String table, String header, int iteration) {
        Path file = path.resolve(table);
        try {
            List<String> kept = new ArrayList<>(List.of(header));
            if (Files.exists(file)) {
                String text = Files.readString(file);
                // A full disk may have cut the last line off.
                for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                    String first = line.split(",", 2)[0];
                    if (first.matches("\\d+") && Integer.parseInt(first) <= iteration) {
                        kept.add(line);
                    }
                }
            }
            AtomicFile.write(file, String.join("\n", kept) + "\n");
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private void append(String table, String row) {
        try {
            Files.writeString(path.resolve(table), row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }
}
