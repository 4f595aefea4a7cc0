package io.cloudless.cli;

import io.cloudless.files.InputException;
import io.cloudless.files.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hidden folder within the output folder in which the files of one scene are made. They appear under their names all
 * together with {@link #commit()}; closed before that, nothing is left behind. What a killed process left in the same output
 * folder is removed.
 */
final class Staging implements AutoCloseable {
    private final Path target;
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private Staging(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /**
     * @param target made if it is missing
     * @throws InputException if nothing can be written there
     */
    static Staging in(Path target) {
        try {
            Files.createDirectories(target);
            return new Staging(target, TemporaryName.createFolder(target));
        } catch (IOException e) {
            throw new InputException(
                    target,
                    "cannot write into this folder",
                    "Name another one with --out, or check its access rights",
                    e);
        }
    }

    /** Where to make the file that will have this name. */
    Path file(String name) {
        Path file = folder.resolve(name);
        files.add(file);
        return file;
    }

    /** Writes bytes into a stream. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a file of this name. */
    Path write(String name, Content content) throws IOException {
        Path file = file(name);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
        return file;
    }

    /** Puts all files in place of former ones of the same names. */
    List<Path> commit() throws IOException {
        List<Path> placed = new ArrayList<>();
        for (Path file : files) {
            placed.add(Files.move(
                    file, target.resolve(String.valueOf(file.getFileName())), StandardCopyOption.REPLACE_EXISTING));
        }
        return placed;
    }

    @Override
    public void close() {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // What it holds is of no use to anyone; that it stays there harms nobody.
            folder.toFile().deleteOnExit();
        }
    }
}
