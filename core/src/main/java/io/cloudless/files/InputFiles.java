package io.cloudless.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be said of an input before its format is known. */
public final class InputFiles {
    private InputFiles() {}

    /** The error of a file that cannot be read at all. */
    public static InputException unreadable(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return new InputException(file, "a folder, not a file", "Name the pictures in it", cause);
        }
        if (!Files.exists(file)) {
            return new InputException(file, "no such file", "Check the path", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new InputException(file, "reading it is not permitted", "Check its access rights", cause);
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new InputException(file, "reading it failed (" + reason + ")", "Check the disk and try again", cause);
    }
}
