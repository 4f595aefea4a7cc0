package io.cloudless.annotate.chip;

import io.cloudless.files.Sha256;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    private final Path folder;

    /** @param folder made with the first file */
    public ImageFiles(Path folder) {
        this.folder = folder;
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
                String hash = Sha256.of(incoming);
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
