package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import io.cloudless.draw.LineChart.Look;
import io.cloudless.files.AtomicFile;
import io.cloudless.run.TrainingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The course of a training run as pictures, from the tables it leaves in its folder. */
public final class TrainingCharts {
    /** Each training value is averaged with this share of all on either side: single batches jump about. */
    private static final double SMOOTHING = 0.02;

    private TrainingCharts() {}

    /**
     * Writes {@code loss.png} and {@code accuracy.png} from {@code train.csv} and {@code validation.csv} (columns
     * {@code iteration}, {@code loss}, {@code accuracy} and any others). A table that is missing or has no row yet adds
     * no line, and a chart without any line is not written, so this may be called at any moment of a run.
     *
     * @param runFolder holds the tables and takes the pictures
     * @param title above each chart
     * @param note a smaller line below the title, or empty
     * @throws io.cloudless.files.InputException if a table is damaged
     * @throws IOException if a picture cannot be written
     */
    public static void write(Path runFolder, String title, String note) throws IOException {
        TrainingLog training = TrainingLog.read(runFolder.resolve("train.csv"));
        TrainingLog validation = TrainingLog.read(runFolder.resolve("validation.csv"));
        for (String figure : List.of("loss", "accuracy")) {
            List<Line> lines = lines(training, validation, figure);
            if (!lines.isEmpty()) {
                LineChart chart = new LineChart(
                        title + ": " + figure, note, Axis.fitted("iteration"), Axis.fitted(figure), lines);
                AtomicFile.write(runFolder.resolve(figure + ".png"), chart.png());
            }
        }
    }

    /**
     * Writes {@code training.png}: loss and accuracy over the iterations in one picture, with what the run was about.
     *
     * @param runFolder holds the tables and takes the picture
     * @param title above the chart
     * @param note a line below the title, or empty
     * @param settings what the run was asked for, such as {@code "batch 32"}; stand in the picture too
     * @return the picture; none before the first line of a table
     * @throws io.cloudless.files.InputException if a table is damaged
     * @throws IOException if the picture cannot be written
     */
    public static Optional<byte[]> writeCourse(Path runFolder, String title, String note, List<String> settings)
            throws IOException {
        TrainingLog training = TrainingLog.read(runFolder.resolve("train.csv"));
        TrainingLog validation = TrainingLog.read(runFolder.resolve("validation.csv"));
        List<Line> loss = new ArrayList<>();
        List<Line> accuracy = new ArrayList<>();
        if (!training.isEmpty()) {
            double[] iterations = training.column("iteration");
            loss.add(new Line("training loss", iterations, smoothed(training.column("loss")), Look.PALE));
            accuracy.add(
                    new Line("training accuracy", iterations, smoothed(training.column("accuracy")), Look.PALE_SECOND));
        }
        if (!validation.isEmpty()) {
            double[] iterations = validation.column("iteration");
            loss.add(new Line("validation loss", iterations, validation.column("loss"), Look.DOTTED_FIRST));
            accuracy.add(new Line("validation accuracy", iterations, validation.column("accuracy"), Look.DOTTED));
        }
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>(note.lines().toList());
        notes.addAll(ChartPainter.wrapped(settings, "  ·  "));
        byte[] png = new CourseChart(title, notes, loss, accuracy).png();
        AtomicFile.write(runFolder.resolve("training.png"), png);
        return Optional.of(png);
    }

    private static List<Line> lines(TrainingLog training, TrainingLog validation, String figure) {
        List<Line> lines = new ArrayList<>();
        if (!training.isEmpty()) {
            double[] iterations = training.column("iteration");
            double[] values = training.column(figure);
            lines.add(new Line("training", iterations, values, Look.FAINT));
            lines.add(new Line("training, smoothed", iterations, smoothed(values), Look.PLAIN));
        }
        if (!validation.isEmpty()) {
            lines.add(new Line("validation", validation.column("iteration"), validation.column(figure), Look.DOTTED));
        }
        return lines;
    }

    /** Centred mean; towards the ends of those values there are. */
    static double[] smoothed(double[] values) {
        int reach = (int) Math.ceil(values.length * SMOOTHING);
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            means[i] = Arrays.stream(values, Math.max(0, i - reach), Math.min(values.length, i + reach + 1))
                    .average()
                    .orElseThrow();
        }
        return means;
    }
}
