package io.cloudless.dataset;

import io.cloudless.files.AtomicFolder;
import io.cloudless.progress.Progress;
import io.cloudless.raster.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.Window;
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
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a Caffe LevelDB, or of the two that the tool of 2016 made for training and validation. Such databases
 * cannot be opened without being changed, so what is opened is a copy made of links.
 */
public final class DatumArchive implements ChipSource {
    /** Of every LevelDB, the file that names its current state. */
    private static final String CURRENT = "CURRENT";

    private final Path folder;
    private final Path work;
    private final List<String> names;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final Map<String, Path> databases = new HashMap<>();

    /**
     * @param folder a database, or a folder of databases whose names begin with {@code train} or {@code val}
     * @param work folder for the copy, made and deleted; on the same disk it takes no room
     * @param names the classes by label, the background's first
     * @throws InputException if there is no database
     */
    public DatumArchive(Path folder, Path work, List<String> names) {
        this.folder = folder;
        this.work = work;
        this.names = List.copyOf(names);
        for (Path database : databasesIn(folder)) {
            databases.put(String.valueOf(database.getFileName()), database);
        }
        if (databases.isEmpty()) {
            throw new InputException(
                    folder,
                    "holds no LevelDB, which would have a file " + CURRENT,
                    "Name a database, or the folder of those for training and validation");
        }
    }

    private static List<Path> databasesIn(Path folder) {
        if (Files.exists(folder.resolve(CURRENT))) {
            return List.of(folder.toAbsolutePath().normalize());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(CURRENT))).toList();
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
            try (Copy copy = new Copy(source);
                    DBIterator records = copy.database.iterator()) {
                for (records.seekToFirst(); records.hasNext(); ) {
                    Map.Entry<byte[], byte[]> entry = records.next();
                    chips.add(chip(source, entry.getKey(), datum(source, entry.getValue()), split));
                }
            } catch (InputException e) {
                throw e;
            } catch (IOException | RuntimeException e) { // the library has no type of its own for damaged tables
                throw damaged(source, e);
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
            throw damaged(source, e);
        }
    }

    private Path path(String source) {
        return databases.getOrDefault(source, folder);
    }

    private InputException damaged(String source, Exception cause) {
        return new InputException(
                path(source),
                "no LevelDB of Caffe's Datum that can be read: " + cause.getMessage(),
                "Copy the archive again, with all its files",
                cause);
    }

    @Override
    public Opened open(String source) {
        try {
            Copy copy = new Copy(source);
            return new Opened() {
                @Override
                public Pixels cut(ChipPlan chip) {
                    try {
                        byte[] value = copy.database.get(keys.getOrDefault(chip.name(), new byte[0]));
                        return datum(source, value == null ? new byte[0] : value)
                                .pixels();
                    } catch (InputException e) {
                        throw e;
                    } catch (RuntimeException e) {
                        throw damaged(source, e);
                    }
                }

                @Override
                public void close() {
                    try {
                        copy.close();
                    } catch (IOException e) {
                        throw damaged(source, e);
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            throw damaged(source, e);
        }
    }

    /** A database opened beside the archive. Newer LevelDBs call their tables {@code .ldb}, the reader wants {@code .sst}. */
    private final class Copy implements AutoCloseable {
        final DB database;

        Copy(String source) throws IOException {
            AtomicFolder.delete(work);
            Files.createDirectories(work);
            try (Stream<Path> files = Files.list(path(source))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    link(file, work.resolve(file.getFileName().toString().replaceAll("\\.ldb$", ".sst")));
                }
                database = Iq80DBFactory.factory.open(work.toFile(), new Options().createIfMissing(false));
            } catch (IOException | RuntimeException e) {
                AtomicFolder.delete(work);
                throw e;
            }
        }

        private static void link(Path file, Path link) throws IOException {
            // Tables never change; everything else is small and may be written to.
            if (link.toString().endsWith(".sst")) {
                try {
                    Files.createLink(link, file.toRealPath());
                    return;
                } catch (IOException | UnsupportedOperationException e) {
                    // On another disk: copied.
                }
            }
            Files.copy(file, link);
        }

        @Override
        public void close() throws IOException {
            database.close();
            AtomicFolder.delete(work);
        }
    }
}
