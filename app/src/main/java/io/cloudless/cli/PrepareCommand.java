package io.cloudless.cli;

import io.cloudless.dataset.Calibration;
import io.cloudless.dataset.Preparation;
import io.cloudless.dataset.PreparationOptions;
import io.cloudless.dataset.SplitRule;
import io.cloudless.dataset.Where;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless prepare}: images and masks become a dataset to train on. */
@Command(
        name = "prepare",
        description = "Makes a dataset to train on from a folder of images and a folder of masks of the same names"
                + " (8-bit: 0 clear, 1 cloud, 2 thin cloud, 3 shadow, 255 unknown).",
        footer = {
            "",
            "Example:",
            "  cloudless prepare --images scenes --masks masks --index index.csv \\",
            "      --group mgrs --out prepared/scenes"
        })
final class PrepareCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Option(names = "--images", required = true, paramLabel = "DIR", description = "Folder of images.")
    private Path images = Path.of("");

    @Option(names = "--masks", required = true, paramLabel = "DIR", description = "Folder of their masks.")
    private Path masks = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the dataset.")
    private Path out = Path.of("");

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "N",
            description = "Bands to take, counted from 1; default: red, green, blue.")
    private List<Integer> bands = List.of();

    @Option(
            names = "--gain",
            defaultValue = "1",
            description = "Reflectance per value (0-1), where the pictures' stretch is known (default: 1).")
    private double gain;

    @Option(names = "--offset", defaultValue = "0", description = "Reflectance of the value 0 (default: 0).")
    private double offset;

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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    PrepareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (index == null && !(where.isEmpty() && group == null && split == null)) {
            throw wrongUse("--where, --group and --split need --index: they name its columns");
        }
        if (bands.stream().anyMatch(band -> band < 1)) {
            throw wrongUse("--bands counts from 1");
        }
        List<Integer> fromZero = bands.stream().map(band -> band - 1).toList();
        PreparationOptions options = new PreparationOptions(
                images, masks, fromZero, new Calibration(gain, offset), index, where, splitRule());
        console.out()
                .print(new Preparation(options).write(out, console.progress()).toText());
        return 0;
    }

    private SplitRule splitRule() {
        try {
            return new SplitRule(group, split, validation, seed);
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
