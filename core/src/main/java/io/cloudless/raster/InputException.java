package io.cloudless.raster;

import java.io.IOException;
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
        String reason =
                cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return new InputException(
                target,
                "cannot be written (" + reason + ")",
                "Its folder must exist, be writable and have room for twice the file",
                cause);
    }
}
