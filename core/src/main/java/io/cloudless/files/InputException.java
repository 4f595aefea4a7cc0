package io.cloudless.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file that the user named cannot be read, used or written. The message names it, what was found, what was expected and
 * how to mend it.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the input
     * @param found what is wrong, such as {@code "the file ends after 812 of 4,096 bytes"}
     * @param remedy what was expected and what the user can do, as a sentence
     */
    public InputException(Path file, String found, String remedy) {
        super(file + ": " + found + ". " + remedy);
    }

    public InputException(Path file, String found, String remedy, Throwable cause) {
        super(file + ": " + found + ". " + remedy, cause);
    }

    /** A result cannot be written: the error of whoever tried. */
    public static InputException unwritable(Path target, IOException cause) {
        return new InputException(
                target,
                "cannot be written (" + reason(cause) + ")",
                "Its folder must exist, be writable and have room for twice the file",
                cause);
    }

    /** What the system said: encoders wrap that in words of their own. */
    private static String reason(Throwable problem) {
        Throwable first = problem;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        if (first instanceof FileSystemException system) {
            String reason = system.getReason();
            if (reason != null) {
                return reason;
            }
        }
        String kind = first.getClass().getSimpleName();
        String message = first.getMessage();
        if (message == null) {
            return kind;
        }
        return first.getClass() == IOException.class ? message : kind + ": " + message;
    }
}
