package io.cloudless.annotate.chip;

import io.cloudless.raster.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Image files named after what they hold: the same content lies there once, and nothing there ever changes.
 * {@code images/ab/abcd….tif} is the file whose SHA-256 begins with {@code ab}.
 */
public final class ImageFiles {
    private static final String ENDING = ".tif";
    private static final String HASH = "[0-9a-f]{64}";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    /** @param folder made with the first file */
    public ImageFiles(Path folder) {
        this.folder = folder;
    }

    /** SHA-256 of a file, in hexadecimal digits. */
    public static String hashOf(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256, in hexadecimal digits. */
    public static String hashOf(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Where the file of a hash lies.
     *
     * @throws IllegalArgumentException if it is no hash
     */
    public Path file(String hash) {
        if (!hash.matches(HASH)) {
            throw new IllegalArgumentException("'" + hash + "' is no SHA-256");
        }
        return folder.resolve(hash.substring(0, 2)).resolve(hash + ENDING);
    }

    /**
     * Takes a file in. It is on disk on return.
     *
     * @param writer writes it
     * @return its hash
     */
    public String add(Consumer<Path> writer) {
        Path incoming = folder.resolve("incoming-" + UUID.randomUUID() + ENDING);
        try {
            Files.createDirectories(folder);
            try {
                writer.accept(incoming);
                String hash = hashOf(incoming);
                Path target = file(hash);
                if (!Files.exists(target)) {
                    synchronise(incoming);
                    Files.createDirectories(target.getParent());
                    Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
                }
                return hash;
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }

    private static void synchronise(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Removes all files. */
    public void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new InputException(folder, "cannot be emptied", "Check its access rights", e);
        }
    }
}
