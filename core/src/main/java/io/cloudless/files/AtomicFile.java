package io.cloudless.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files that nobody ever sees half-written: under another name beside the target, hence on the same disk, and then
 * moved into its place in one step. Where writing fails the target is as it was before. What a killed process leaves is
 * called {@code NAME.part}, and the next one overwrites it.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Makes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** @param file does not exist yet, or holds what may be overwritten */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a file in place of a former one.
     *
     * @param target in a folder that exists
     */
    public static void write(Path target, Content content) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            content.writeTo(part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, part);
            throw e;
        }
    }

    /** {@link #write(Path, Content)} for bytes at hand. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, file -> Files.write(file, bytes));
    }

    /** {@link #write(Path, Content)} for text, in UTF-8. */
    public static void write(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void deleteAfter(Exception failure, Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
