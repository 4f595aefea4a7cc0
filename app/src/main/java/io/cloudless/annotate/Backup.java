package io.cloudless.annotate;

import io.cloudless.files.InputException;
import io.cloudless.files.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A project as one ZIP file, as of one moment, while others go on working. Unpacked it is a project again, with a database
 * of its own even where it came from a server.
 */
public final class Backup {
    private final Project project;

    public Backup(Project project) {
        this.project = project;
    }

    /**
     * Writes it.
     *
     * @throws InputException if it cannot be written
     */
    public void write(Path file) {
        write(file, Runnable::run);
    }

    /**
     * Writes the images first, which takes long and holds nobody up: none of them ever changes.
     *
     * @param end runs the rest, which copies the database and puts the file in its place, and may do more with it
     * @throws InputException if it cannot be written
     */
    void write(Path file, Consumer<Runnable> end) {
        try {
            Path folder = TemporaryName.createFolder(
                    Files.createDirectories(file.toAbsolutePath().getParent()));
            Path part = folder.resolve("backup.zip");
            OwnerOnly.file(part);
            Set<String> written = new HashSet<>();
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                addImages(zip, written);
                end.accept(() -> finish(zip, written, part, file));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        } catch (UncheckedIOException e) {
            throw InputException.unwritable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private void finish(ZipOutputStream zip, Set<String> written, Path part, Path file) {
        try {
            Path copy = part.resolveSibling(Project.DATABASE);
            project.database().copyTo(copy);
            addImages(zip, written);
            zip.setLevel(Deflater.DEFAULT_COMPRESSION);
            add(zip, Project.DATABASE, copy);
            zip.close();
            // Whoever removes things next counts on the backup even after a power failure.
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are not in it yet. They are compressed already. */
    private void addImages(ZipOutputStream zip, Set<String> written) throws IOException {
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (String hash : new TreeSet<>(project.database().images().hashes())) {
            if (written.add(hash)) {
                Path image = project.files().file(hash);
                String name = project.folder().relativize(image).toString().replace('\\', '/');
                add(zip, name, image);
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
