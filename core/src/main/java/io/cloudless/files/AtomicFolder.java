package io.cloudless.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes folders that nobody ever sees half-filled, as {@link AtomicFile} does files: under another name beside the target
 * ({@link TemporaryName}), then moved into its place.
 *
 * <p>No system replaces a full folder in one step. So the former one is called {@code NAME.former.part} for a moment, and
 * {@link #restore} brings it back where a process was killed in that moment.
 */
public final class AtomicFolder {
    private AtomicFolder() {}

    /**
     * Fills a folder in place of a former one of the same kind.
     *
     * @param own files that tell a former one: another folder is not touched unless it is empty
     * @throws FileAlreadyExistsException if something else is there
     */
    public static void write(Path target, List<String> own, AtomicFile.Content content) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        restore(whole);
        if (Files.exists(whole) && !mayBeReplaced(whole, own)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "something else is there; name another folder");
        }
        Files.createDirectories(whole.resolveSibling(""));
        Path part = TemporaryName.beside(whole);
        try {
            Files.createDirectory(part);
            content.writeTo(part);
            replace(whole, part);
        } catch (IOException | RuntimeException e) {
            try {
                delete(part);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static void replace(Path whole, Path part) throws IOException {
        Path former = former(whole);
        delete(former);
        if (Files.exists(whole)) {
            Files.move(whole, former);
        }
        try {
            Files.move(part, whole);
        } catch (IOException e) {
            restore(whole);
            throw e;
        }
        delete(former);
    }

    /**
     * Brings a folder back that a process was about to replace when it was killed; to be called before one is read.
     *
     * @param target stays as it is unless it is missing and its former content lies beside it
     */
    public static void restore(Path target) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        Path former = former(whole);
        if (Files.notExists(whole, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(former, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(former, whole);
        }
    }

    private static Path former(Path whole) {
        return whole.resolveSibling(whole.getFileName() + ".former.part");
    }

    private static boolean mayBeReplaced(Path folder, List<String> own) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty() || own.stream().allMatch(name -> Files.exists(folder.resolve(name)));
        }
    }

    /** Deletes a folder and what it holds; links are deleted and not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
