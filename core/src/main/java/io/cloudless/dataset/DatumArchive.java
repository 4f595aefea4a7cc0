package io.cloudless.dataset;

import io.cloudless.files.InputException;
import io.cloudless.leveldb.LevelDb;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.Window;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pictures of a Caffe LevelDB, or of the two that the tool of 2016 made for training and validation. */
public final class DatumArchive implements ChipSource {
    private final Path folder;
    private final List<String> names;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final Map<String, Path> databases = new HashMap<>();

    /**
     * @param folder a database, or a folder of databases whose names begin with {@code train} or {@code val}
     * @param names the classes by label, the background's first
     * @throws InputException if there is no database
     */
    public DatumArchive(Path folder, List<String> names) {
        this.folder = folder;
        this.names = List.copyOf(names);
        for (Path database : databasesIn(folder)) {
            databases.put(String.valueOf(database.getFileName()), database);
        }
        if (databases.isEmpty()) {
            throw new InputException(
                    folder,
                    "holds no LevelDB, which would have a file CURRENT",
                    "Name a database, or the folder of those for training and validation");
        }
    }

    private static List<Path> databasesIn(Path folder) {
        if (LevelDb.isIn(folder)) {
            return List.of(folder.toAbsolutePath().normalize());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(LevelDb::isIn).toList();
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "Name the folder of a LevelDB", e);
        }
    }

    @Override
    public Path file() {
        return folder;
    }

    @Override
    public List<String> classes() {
        return names.subList(1, names.size());
    }

    @Override
    public int inputs() {
        return databases.size();
    }

    @Override
    public List<ChipPlan> plan(Progress progress, List<String> dropped) {
        List<ChipPlan> chips = new ArrayList<>();
        for (String source : databases.keySet().stream().sorted().toList()) {
            Split split = databases.size() == 1 ? null : splitOf(source);
            LevelDb database = LevelDb.open(path(source));
            for (byte[] key : database.keys()) {
                chips.add(chip(source, key, datum(source, database.get(key)), split));
            }
        }
        return chips;
    }

    private ChipPlan chip(String source, byte[] key, Datum datum, @Nullable Split split) {
        String text = new String(key, StandardCharsets.UTF_8).replaceAll("[^A-Za-z0-9._-]", "-");
        String name = databases.size() == 1 ? text : source + "-" + text;
        if (datum.label() < 0 || datum.label() >= names.size()) {
            throw new InputException(
                    path(source),
                    "has the label " + datum.label() + ", and there are names for 0 to " + (names.size() - 1),
                    "Name all classes with --class, such as --class cloud,shadow");
        }
        keys.put(name, key);
        Window window = Window.of(datum.width(), datum.height());
        return new ChipPlan(name, names.get(datum.label()), source, name, window, split);
    }

    private Split splitOf(String source) {
        String name = source.toLowerCase(Locale.ROOT);
        if (name.startsWith("train")) {
            return Split.TRAIN;
        }
        if (name.startsWith("val")) {
            return Split.VALIDATION;
        }
        throw new InputException(
                path(source),
                "does not say by its name whether it is for training or validation",
                "Rename it to train or validation, or read it alone");
    }

    private Datum datum(String source, byte[] value) {
        try {
            return Datum.parse(value);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    path(source),
                    "holds something else than Caffe's Datum: " + e.getMessage(),
                    "Name a database of pictures and their classes",
                    e);
        }
    }

    private Path path(String source) {
        return databases.getOrDefault(source, folder);
    }

    @Override
    public Opened open(String source) {
        LevelDb database = LevelDb.open(path(source));
        return new Opened() {
            @Override
            public Pixels cut(ChipPlan chip) {
                byte[] value = database.get(keys.getOrDefault(chip.name(), new byte[0]));
                return datum(source, value).pixels(path(source));
            }

            @Override
            public void close() {
                // Nothing stays open.
            }
        };
    }
}
