package io.cloudless.run;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A training run, as its folder tells.
 *
 * @param folder such as {@code runs/0001}
 * @param state how it stands
 * @param config what was asked for
 * @param iteration steps done
 * @param figures the best that is known of it
 * @param note what it was about, or empty
 * @param touched when it last did something
 * @param problem what is wrong with the folder, empty unless {@link State#BROKEN}
 */
public record TrainingRun(
        Path folder,
        State state,
        RunConfig config,
        long iteration,
        RunFigures figures,
        String note,
        Instant touched,
        String problem) {

    /** How a run stands. */
    public enum State {
        /** There is a model. */
        FINISHED,
        /** No model yet, but it wrote something not long ago. */
        RUNNING,
        /** No model, and silent for long: it can be resumed. */
        STOPPED,
        /** Files are missing or damaged. */
        BROKEN
    }

    public static final String CONFIG = "config.json";
    public static final String MODEL = "model.onnx";
    public static final String NOTE = "note.txt";
    public static final String TRAIN_TABLE = "train.csv";
    public static final String VALIDATION_TABLE = "validation.csv";
    public static final String STATISTICS = "statistics.json";

    /** A step or a validation takes minutes on a slow machine. */
    private static final Duration SILENCE = Duration.ofMinutes(15);

    /** The folder of a run. */
    public static Path folderOf(Path runs, int number) {
        return runs.resolve(String.format(Locale.ROOT, "%04d", number));
    }

    /**
     * All runs, by number. What else lies in the folder is passed over; a run that cannot be read is {@link State#BROKEN}
     * and does not hide the others.
     *
     * @param now what tells a running one from one that stopped
     * @throws InputException if the folder is missing or cannot be listed
     */
    public static List<TrainingRun> allIn(Path runs, Instant now) {
        if (!Files.isDirectory(runs)) {
            throw new InputException(
                    runs, "there is no such folder", "Name the folder of the runs with --runs, or train first");
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d{1,9}"))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparingInt(TrainingRun::numberOf).thenComparing(Path::toString))
                    .map(folder -> read(folder, now))
                    .toList();
        } catch (IOException e) {
            throw new InputException(runs, "cannot be listed", "It must be a folder that can be read", e);
        }
    }

    /**
     * One finished run.
     *
     * @throws InputException if there is none of this number, it has no model yet, or cannot be read
     */
    public static TrainingRun open(Path runs, int number) {
        Path folder = folderOf(runs, number);
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder, "there is no such run", "'cloudless runs' lists those that there are");
        }
        TrainingRun run = read(folder, Instant.EPOCH);
        if (run.state == State.BROKEN) {
            throw new InputException(folder, "cannot be used: " + run.problem, "'cloudless runs' lists all runs");
        }
        if (run.state != State.FINISHED) {
            throw new InputException(
                    folder,
                    "has no " + MODEL + " yet, it stands at step " + run.iteration,
                    "Wait until it is finished, or go on with it by 'cloudless train --resume'");
        }
        return run;
    }

    /** One run; never fails, see {@link State#BROKEN}. */
    static TrainingRun read(Path folder, Instant now) {
        Instant touched = touched(folder);
        try {
            RunConfig config = RunConfig.read(folder.resolve(CONFIG));
            long iteration = Math.max(
                    lastIteration(folder.resolve(TRAIN_TABLE)), lastIteration(folder.resolve(VALIDATION_TABLE)));
            RunFigures figures = RunFigures.read(folder);
            return new TrainingRun(
                    folder, state(folder, touched, now), config, iteration, figures, note(folder), touched, "");
        } catch (InputException e) {
            return new TrainingRun(
                    folder,
                    State.BROKEN,
                    RunConfig.UNKNOWN,
                    0,
                    RunFigures.UNKNOWN,
                    "",
                    touched,
                    String.valueOf(e.getMessage()));
        }
    }

    /** The number of the run. */
    public int number() {
        return numberOf(folder);
    }

    private static int numberOf(Path folder) {
        return Integer.parseInt(folder.getFileName().toString());
    }

    private static State state(Path folder, Instant touched, Instant now) {
        if (Files.isRegularFile(folder.resolve(MODEL))) {
            return State.FINISHED;
        }
        return Duration.between(touched, now).compareTo(SILENCE) < 0 ? State.RUNNING : State.STOPPED;
    }

    private static long lastIteration(Path table) {
        TrainingLog log = TrainingLog.read(table);
        double[] iterations = log.isEmpty() ? new double[] {0} : log.column("iteration");
        return (long) iterations[iterations.length - 1];
    }

    /** The last line of the tables; evaluations that come later leave them alone. */
    private static Instant touched(Path folder) {
        return Stream.of(CONFIG, TRAIN_TABLE, VALIDATION_TABLE)
                .map(folder::resolve)
                .map(TrainingRun::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant modified(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // not there
        }
    }

    private static String note(Path folder) {
        Path file = folder.resolve(NOTE);
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new InputException(file, "cannot be read as text", "Write the note again or remove the file", e);
        }
    }
}
