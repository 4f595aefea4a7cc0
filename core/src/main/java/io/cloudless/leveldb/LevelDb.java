package io.cloudless.leveldb;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A database: values by key. Opening it reads all keys and remembers where their values are; no file stays open.
 *
 * <p>For one thread.
 *
 * <pre>{@code
 * LevelDb database = LevelDb.open(Path.of("train_leveldb"));
 * for (byte[] key : database.keys()) {
 *     byte[] value = database.get(key);
 * }
 * }</pre>
 */
public final class LevelDb {
    /** Of every database, the file that names its current state. */
    private static final String CURRENT = "CURRENT";

    private static final String REMEDY = "Copy the database again, with all its files";

    private final TreeMap<byte[], Version> newest;
    private @Nullable Chunk last;
    private byte[] lastContent = {};

    /**
     * What was once written under a key.
     *
     * @param sequence number of the write: the highest is what holds
     * @param place of the value; null where the key was deleted
     */
    private record Version(long sequence, @Nullable Place place) {}

    private LevelDb(TreeMap<byte[], Version> newest) {
        this.newest = newest;
    }

    /** Whether the folder looks like a database. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(CURRENT));
    }

    /**
     * Reads which keys there are.
     *
     * @throws InputException if a file is missing or damaged
     */
    public static LevelDb open(Path folder) {
        Path file = folder.resolve(CURRENT);
        try {
            file = Manifest.named(file);
            Manifest manifest = Manifest.read(folder, file);
            TreeMap<byte[], Version> newest = new TreeMap<>(Arrays::compareUnsigned);
            Entries entries = (key, sequence, place) -> newest.merge(
                    key,
                    new Version(sequence, place),
                    (one, other) -> one.sequence() >= other.sequence() ? one : other);
            for (Path table : manifest.tables()) {
                file = table;
                Table.read(table, entries);
            }
            for (Path log : manifest.logs()) {
                file = log;
                WriteLog.read(log, entries);
            }
            newest.values().removeIf(version -> version.place() == null);
            return new LevelDb(newest);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    /** All keys, in the order of their bytes. */
    public List<byte[]> keys() {
        return List.copyOf(newest.keySet());
    }

    /**
     * The value of a key.
     *
     * @throws InputException if the files have changed since the database was opened
     * @throws IllegalArgumentException if there is no such key
     */
    public byte[] get(byte[] key) {
        Version version = newest.get(key);
        if (version == null || version.place() == null) {
            throw new IllegalArgumentException("There is no such key");
        }
        Place place = version.place();
        try {
            // Keys that follow each other mostly lie in the same chunk.
            if (!place.chunk().equals(last)) {
                lastContent = place.chunk().read();
                last = place.chunk();
            }
            if (place.from() + place.length() > lastContent.length) {
                throw new IOException("it has changed");
            }
            return Arrays.copyOfRange(lastContent, place.from(), place.from() + place.length());
        } catch (IOException e) {
            throw damaged(place.chunk().file(), e);
        }
    }

    private static InputException damaged(Path file, IOException cause) {
        String reason = Files.exists(file) ? "is damaged (" + cause.getMessage() + ")" : "is missing";
        return new InputException(file, "this file of a LevelDB " + reason, REMEDY, cause);
    }
}
