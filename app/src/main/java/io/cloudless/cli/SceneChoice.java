package io.cloudless.cli;

import io.cloudless.dataset.SceneIndex;
import io.cloudless.dataset.ScenePlaces;
import io.cloudless.dataset.SplitRule;
import io.cloudless.dataset.Where;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images {@code prepare} takes, and which of them are to train on. */
final class SceneChoice {
    @Option(
            names = "--index",
            paramLabel = "CSV",
            description = "What is known of the images: a header, then a row each, the stem first.")
    private @Nullable Path index;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = WhereConverter.class,
            description = "Take only images whose row in the index meets this, such as \"cover<=0.6\"; repeatable.")
    private List<Where> where = List.of();

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Column of the index that names the place: images of a place stay in one split.")
    private @Nullable String group;

    @Option(
            names = "--split",
            paramLabel = "COLUMN",
            description = "Column of the index that says train or validation; default: drawn by place.")
    private @Nullable String split;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of places drawn for validation (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of that draw (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Nullable
    Path index() {
        return index;
    }

    List<Where> where() {
        return where;
    }

    double validation() {
        return validation;
    }

    long seed() {
        return seed;
    }

    /**
     * @throws IllegalArgumentException if options contradict each other
     */
    void check() {
        if (index == null && !(where.isEmpty() && group == null && split == null)) {
            throw new IllegalArgumentException("--where, --group and --split need --index: they name its columns");
        }
    }

    SplitRule splitRule() {
        return new SplitRule(group, split, validation, seed);
    }

    ScenePlaces places(ScenePlaces.By by) {
        return new ScenePlaces(by, index == null ? null : SceneIndex.read(index), where, group, split);
    }
}
