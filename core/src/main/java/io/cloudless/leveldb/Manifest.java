package io.cloudless.leveldb;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files make up a database: the sum of all changes that its manifest, a log, tells of.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/db/version_edit.cc">LevelDB: the changes</a>
 */
final class Manifest {
    private static final String ORDER = "leveldb.BytewiseComparator";

    private static final int COMPARATOR = 1;
    private static final int LOG_NUMBER = 2;
    private static final int NEXT_FILE_NUMBER = 3;
    private static final int LAST_SEQUENCE = 4;
    private static final int COMPACT_POINTER = 5;
    private static final int DELETED_FILE = 6;
    private static final int NEW_FILE = 7;
    private static final int PREVIOUS_LOG_NUMBER = 9;

    private final Path folder;
    private final Set<Entry> entries = new HashSet<>();
    private String order = "";
    private long logNumber;
    private long previousLogNumber;

    /** A table is moved to another level by a change that deletes it there and adds it here. */
    private record Entry(int level, long table) {}

    private Manifest(Path folder) {
        this.folder = folder;
    }

    /** The manifest that the database goes by. */
    static Path named(Path current) throws IOException {
        String name = Files.size(current) > 64
                ? ""
                : Files.readString(current, StandardCharsets.ISO_8859_1).strip();
        if (!name.matches("MANIFEST-\\d{1,20}")) {
            throw new IOException("it names no manifest");
        }
        return current.resolveSibling(name);
    }

    /** @param file the manifest of this folder that holds */
    static Manifest read(Path folder, Path file) throws IOException {
        Manifest manifest = new Manifest(folder);
        try (LogReader reader = LogReader.open(file, 0)) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                manifest.apply(CodedInputStream.newInstance(record));
            }
        }
        if (!manifest.order.equals(ORDER)) {
            throw new IOException("its keys are in the order '" + manifest.order + "', not in that of their bytes");
        }
        return manifest;
    }

    private void apply(CodedInputStream change) throws IOException {
        while (!change.isAtEnd()) {
            int field = change.readRawVarint32();
            switch (field) {
                case COMPARATOR -> order = new String(change.readByteArray(), StandardCharsets.ISO_8859_1);
                case LOG_NUMBER -> logNumber = change.readRawVarint64();
                case PREVIOUS_LOG_NUMBER -> previousLogNumber = change.readRawVarint64();
                case NEXT_FILE_NUMBER, LAST_SEQUENCE -> change.readRawVarint64();
                case COMPACT_POINTER -> {
                    change.readRawVarint32();
                    change.readByteArray();
                }
                case DELETED_FILE -> entries.remove(new Entry(change.readRawVarint32(), change.readRawVarint64()));
                case NEW_FILE -> {
                    entries.add(new Entry(change.readRawVarint32(), change.readRawVarint64()));
                    change.readRawVarint64(); // its size, its first and its last key
                    change.readByteArray();
                    change.readByteArray();
                }
                default -> throw new IOException("the manifest tells of a change of the unknown kind " + field);
            }
        }
    }

    /** The tables that are in use, by their numbers; one that is missing by its usual name. */
    List<Path> tables() {
        return entries.stream()
                .map(Entry::table)
                .distinct()
                .sorted()
                .map(this::table)
                .toList();
    }

    /** Newer LevelDBs call their tables {@code .ldb}, older ones {@code .sst}. */
    private Path table(long number) {
        String name = String.format(Locale.ROOT, "%06d", number);
        Path older = folder.resolve(name + ".sst");
        return Files.exists(older) ? older : folder.resolve(name + ".ldb");
    }

    /** The logs of writes that are in no table yet, by their numbers. */
    List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,18}\\.log"))
                    .filter(file -> numberOf(file) >= logNumber || numberOf(file) == previousLogNumber)
                    .sorted()
                    .toList();
        }
    }

    private static long numberOf(Path log) {
        return Long.parseLong(log.getFileName().toString().replace(".log", ""));
    }
}
