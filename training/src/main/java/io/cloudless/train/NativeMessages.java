package io.cloudless.train;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What native code prints to stderr instead of telling whoever called it. Until this is closed it comes to a file and not
 * to the user, along with whatever the process prints there otherwise: for moments only. Where the C library cannot be
 * called nothing changes.
 */
final class NativeMessages implements AutoCloseable {
    private static final int STDERR = 2;
    private static final int WRITE_ONLY = 1;
    private static final @Nullable C LIBRARY = library();

    private final Path file;
    private final int former;

    /** Of the C library (POSIX.1), as each of them is known there. */
    interface C extends Library {
        int dup(int descriptor);

        int dup2(int descriptor, int other);

        int open(String path, int flags);

        int close(int descriptor);
    }

    private NativeMessages(Path file, int former) {
        this.file = file;
        this.former = former;
    }

    private static @Nullable C library() {
        try {
            return Native.load("c", C.class);
        } catch (LinkageError e) {
            return null;
        }
    }

    static NativeMessages caught() {
        try {
            Path file = Files.createTempFile("cloudless-", ".txt");
            int former = LIBRARY == null ? -1 : LIBRARY.dup(STDERR);
            if (LIBRARY != null && former >= 0) {
                redirect(LIBRARY, LIBRARY.open(file.toString(), WRITE_ONLY));
            }
            return new NativeMessages(file, former);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void redirect(C library, int descriptor) {
        if (descriptor >= 0) {
            library.dup2(descriptor, STDERR);
            library.close(descriptor);
        }
    }

    /** What has come so far. */
    String text() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        if (LIBRARY != null) {
            redirect(LIBRARY, former);
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
