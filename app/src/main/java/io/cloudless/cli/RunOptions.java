package io.cloudless.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which training run {@code evaluate} looks at, and on what. */
final class RunOptions {
    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Evaluate the model of this training run on the validation chips of its dataset; the results"
                    + " go into the run's folder.")
    private @Nullable Integer number;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Prepared dataset to use in place of the run's own; repeatable.")
    private List<Path> data = List.of();

    boolean isUsed() {
        return number != null;
    }

    int number() {
        return Objects.requireNonNull(number);
    }

    Path runs() {
        return runs;
    }

    List<Path> data() {
        return data;
    }
}
