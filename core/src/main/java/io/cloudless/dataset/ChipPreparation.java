package io.cloudless.dataset;

import io.cloudless.files.AtomicFolder;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.work.Progress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link ChipFolder}; beside its chips there are {@code manifest.csv}, which says where each comes from, and
 * {@code preparation-statistics.txt} and {@code .json}.
 */
public final class ChipPreparation {
    private static final String HEADER = "chip,split,class,source,scene,x,y,width,height,turn\n";
    private static final List<String> OWN = List.of(ChipFolder.CLASSES, "manifest.csv");
    private static final int QUARTERS = 4;

    private final ChipOptions options;
    private final ChipSource source;

    public ChipPreparation(ChipOptions options, ChipSource source) {
        this.options = options;
        this.source = source;
    }

    /**
     * Writes the folder. It appears when all is done; killed before that, the next run starts anew.
     *
     * @param target a folder that an earlier run wrote is replaced; no other may be there, unless it is empty
     * @throws InputException if there are no positive or no negative chips, an input is missing or damaged, or nothing can
     *     be written
     */
    public ChipStatistics write(Path target, Progress progress) {
        List<String> dropped = new ArrayList<>();
        List<ChipPlan> chips = source.plan(progress, dropped);
        List<String> classes = classes(chips);
        checkNames(chips);
        SplitDraw draw = new SplitDraw(chips, options.validationShare(), options.seed());
        ChipStatistics statistics = new ChipStatistics(source.inputs(), classes, dropped, options.augment());
        progress.begin("prepare", chips.size(), "chips");
        try {
            AtomicFolder.write(target, OWN, folder -> {
                for (Split split : Split.values()) {
                    for (String name : classes) {
                        Files.createDirectories(folder.resolve(split.key()).resolve(name));
                    }
                }
                Files.writeString(folder.resolve(ChipFolder.CLASSES), String.join("\n", classes) + "\n");
                try (BufferedWriter manifest = Files.newBufferedWriter(folder.resolve("manifest.csv"))) {
                    manifest.write(HEADER);
                    cut(chips, (chip, pixels) -> {
                        write(chip, draw.of(chip), pixels, folder, manifest, statistics);
                        progress.advance(1);
                    });
                }
                Files.writeString(folder.resolve("preparation-statistics.txt"), statistics.toText());
                Files.writeString(folder.resolve("preparation-statistics.json"), statistics.toJson());
            });
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        } finally {
            progress.end();
        }
        return statistics;
    }

    /** The background and those of the others of which there are chips. */
    private List<String> classes(List<ChipPlan> chips) {
        List<String> classes = new ArrayList<>(List.of(options.negative()));
        for (String name : source.classes()) {
            if (chips.stream().anyMatch(chip -> chip.className().equals(name))) {
                classes.add(name);
            }
        }
        if (classes.size() == 1) {
            throw new InputException(
                    source.file(),
                    "there is no positive chip: nothing is marked",
                    "Mark what is sought on some images");
        }
        if (chips.stream().noneMatch(chip -> chip.className().equals(options.negative()))) {
            throw new InputException(
                    source.file(),
                    "there is no negative chip: something is marked on every image",
                    "Add images on which there is nothing");
        }
        for (String name : classes) {
            if (!ChipFolder.isName(name)) {
                throw new InputException(
                        source.file(), "the class '" + name + "' cannot be the name of a folder", "Rename it");
            }
        }
        return classes;
    }

    private void checkNames(List<ChipPlan> chips) {
        Map<String, ChipPlan> byName = new HashMap<>();
        for (ChipPlan chip : chips) {
            for (int quarter = 0; quarter < (options.augment() ? QUARTERS : 1); quarter++) {
                String name = name(chip, quarter);
                ChipPlan twin = byName.put(name, chip);
                if (twin != null) {
                    throw new InputException(
                            source.file(),
                            "chips of " + twin.source() + " and " + chip.source() + " would both be called " + name,
                            "Rename one of the images");
                }
            }
        }
    }

    /** @param quarter turns to the right */
    private static String name(ChipPlan chip, int quarter) {
        return quarter == 0 ? chip.name() : chip.name() + "-r" + quarter * 90;
    }

    private interface Sink {
        void accept(ChipPlan chip, Pixels pixels) throws IOException;
    }

    /** Opens each source once, as chips come source by source. */
    private void cut(List<ChipPlan> chips, Sink sink) throws IOException {
        ChipSource.@Nullable Opened opened = null;
        String name = "";
        try {
            for (ChipPlan chip : chips) {
                if (opened == null || !chip.source().equals(name)) {
                    if (opened != null) {
                        opened.close();
                    }
                    opened = Objects.requireNonNull(source.open(chip.source()));
                    name = chip.source();
                }
                sink.accept(chip, ChipPicture.toSquare(opened.cut(chip), options.size()));
            }
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private void write(
            ChipPlan chip, Split split, Pixels pixels, Path folder, BufferedWriter manifest, ChipStatistics statistics)
            throws IOException {
        Pixels turned = pixels;
        int copies = options.augment() && split == Split.TRAIN ? QUARTERS : 1;
        for (int quarter = 0; quarter < copies; quarter++) {
            int degrees = quarter * 90;
            String file = String.join("/", split.key(), chip.className(), name(chip, quarter) + ".png");
            ChipPicture.write(turned, folder.resolve(file));
            manifest.write(String.join(
                            ",",
                            quoted(file),
                            split.key(),
                            quoted(chip.className()),
                            quoted(chip.source()),
                            quoted(chip.scene()),
                            Integer.toString(chip.window().x()),
                            Integer.toString(chip.window().y()),
                            Integer.toString(chip.window().width()),
                            Integer.toString(chip.window().height()),
                            Integer.toString(degrees))
                    + "\n");
            statistics.add(split, chip.className(), quarter > 0);
            turned = ChipPicture.turned(turned);
        }
    }

    /** In double quotes where a comma or a quote would part it (RFC 4180). */
    private static String quoted(String field) {
        boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
