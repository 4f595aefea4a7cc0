package io.cloudless.annotate.chip;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.files.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
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
    private final Path aside;

    /** @param folder made with the first file */
    public ImageFiles(Path folder) {
        this.folder = folder;
        this.aside = folder.resolveSibling(folder.getFileName() + ".removed");
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

    /**
     * Puts all files aside in one step. {@link #tidy} removes them, once nothing names them any more, or brings them back.
     *
     * @throws InputException if that cannot be
     */
    public void setAside() {
        try {
            if (Files.isDirectory(folder)) {
                Files.createDirectories(aside);
                Files.move(folder, aside.resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new InputException(folder, "cannot be emptied", "Check its access rights", e);
        }
    }

    /** Whether there are files that were put aside. */
    public boolean isSetAside() {
        return Files.isDirectory(aside);
    }

    /**
     * Removes the files that were put aside, and brings those back that are still wanted: whoever put them aside was killed
     * before that was settled.
     *
     * @param wanted hashes
     */
    public void tidy(Set<String> wanted) {
        if (!isSetAside()) {
            return;
        }
        try (Stream<Path> files = Files.walk(aside)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                String hash = FileStem.of(file);
                if (wanted.contains(hash) && !Files.exists(file(hash))) {
                    Files.createDirectories(file(hash).getParent());
                    Files.move(file, file(hash), StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Gone by now: another process tidies up.
            if (Files.exists(aside)) {
                throw new InputException(aside, "cannot be removed", "Check its access rights", e);
            }
        }
    }
}
