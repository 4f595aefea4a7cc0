package io.cloudless.annotate;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.TemporaryName;
import io.cloudless.raster.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
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
        try {
            Path folder = TemporaryName.createFolder(
                    Files.createDirectories(file.toAbsolutePath().getParent()));
            try {
                Path copy = folder.resolve(Project.DATABASE);
                project.database().copyTo(copy);
                AtomicFile.write(file, part -> write(part, copy));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /** Images that come in after the copy of the database are not in it, and none ever changes. */
    private void write(Path target, Path database) throws IOException {
        OwnerOnly.file(target);
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            add(zip, Project.DATABASE, database);
            // Images are compressed already.
            zip.setLevel(0);
            for (String hash : new TreeSet<>(project.database().images().hashes())) {
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
