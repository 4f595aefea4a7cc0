package io.cloudless.cli;

import io.cloudless.dataset.AnnotatedChips;
import io.cloudless.dataset.Calibration;
import io.cloudless.dataset.ChipOptions;
import io.cloudless.dataset.ChipPreparation;
import io.cloudless.dataset.ChipSource;
import io.cloudless.dataset.ChipStatistics;
import io.cloudless.dataset.DatumArchive;
import io.cloudless.dataset.MaskChips;
import io.cloudless.dataset.Preparation;
import io.cloudless.dataset.PreparationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless prepare}: images and what is known of them become a dataset to train on. */
@Command(
        name = "prepare",
        description = {
            "Makes a dataset to train on. From images and masks of the same names (8-bit: 0 clear, 1 cloud, 2 thin cloud,"
                    + " 3 shadow, 255 unknown) one that teaches the class of each pixel; from images and annotations, or"
                    + " with --task classify from masks, a folder of chips by class."
        },
        footer = {
            "",
            "Examples:",
            "  cloudless prepare --images scenes --masks masks --index index.csv \\",
            "      --group mgrs --out prepared/scenes",
            "  cloudless prepare --annotations annotated.json --images images --class cloud \\",
            "      --augment --out prepared/chips"
        })
final class PrepareCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Option(names = "--images", paramLabel = "DIR", description = "Folder of images.")
    private @Nullable Path images;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description =
                    "Folder of their masks; without, a dataset for 'train --teacher' alone, all of it to train on.")
    private @Nullable Path masks;

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

    @Mixin
    private final SceneChoice scenes = new SceneChoice();

    @Mixin
    private final ChipChoice chips = new ChipChoice();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    PrepareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WrongUse.asked(spec, () -> {
            scenes.check();
            chips.check(images != null, masks != null);
            return true;
        });
        if (bands.stream().anyMatch(band -> band < 1)) {
            throw wrongUse("--bands counts from 1");
        }
        List<Integer> fromZero = bands.stream().map(band -> band - 1).toList();
        if (chips.isWanted()) {
            if (fromZero.size() != 3 && !fromZero.isEmpty()) {
                throw wrongUse("Chips have three --bands: red, green, blue");
            }
            cutChips(fromZero);
        } else {
            PreparationOptions options = new PreparationOptions(
                    Objects.requireNonNull(images),
                    masks,
                    fromZero,
                    new Calibration(gain, offset),
                    scenes.index(),
                    scenes.where(),
                    WrongUse.asked(spec, scenes::splitRule));
            console.out()
                    .print(new Preparation(options)
                            .write(out, console.progress())
                            .toText());
            if (masks == null) {
                console.remark("Without --masks nothing is known of these images: train on them with --teacher");
            }
        }
        return 0;
    }

    private void cutChips(List<Integer> fromZero) {
        if (gain != 1 || offset != 0) {
            throw wrongUse("--gain and --offset are for datasets that teach the class of each pixel");
        }
        ChipOptions options = WrongUse.asked(spec, () -> chips.options(scenes));
        ChipStatistics statistics = new ChipPreparation(options, source(fromZero)).write(out, console.progress());
        statistics.dropped().forEach(line -> console.remark("Left out: " + line));
        console.out().print(statistics.toText());
    }

    private ChipSource source(List<Integer> fromZero) {
        Path leveldb = chips.leveldb();
        if (leveldb != null) {
            return new DatumArchive(leveldb, chips.names());
        }
        Path imageFolder = Objects.requireNonNull(images);
        Path annotations = chips.annotations();
        if (annotations != null) {
            return new AnnotatedChips(
                    annotations,
                    new AnnotatedChips.Naming(
                            imageFolder, fromZero, scenes.places(chips.splitBy()), chips.positive(), chips.negative()));
        }
        MaskChips.Rule rule = WrongUse.asked(spec, chips::maskRule);
        return new MaskChips(new MaskChips.Options(
                imageFolder, Objects.requireNonNull(masks), fromZero, scenes.places(chips.splitBy()), rule));
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
