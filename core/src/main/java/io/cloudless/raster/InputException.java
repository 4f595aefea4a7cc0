package io.cloudless.raster;

import java.nio.file.Path;

/** An input cannot be used. The message names the file, what was found, what was expected and how to mend it. */
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
}
