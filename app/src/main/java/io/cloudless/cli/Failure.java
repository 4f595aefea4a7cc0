package io.cloudless.cli;

import io.cloudless.files.InputException;
import io.cloudless.propose.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What went wrong, in a line for people. */
final class Failure {
    private Failure() {}

    /** Of work on a file, which the line names. */
    static String describe(Path file, Throwable problem) {
        String message = describe(problem);
        return message.contains(String.valueOf(file.getFileName())) ? message : file + ": " + message;
    }

    static String describe(Throwable problem) {
        if (problem instanceof InputException || problem instanceof UnavailableException) {
            return String.valueOf(problem.getMessage());
        }
        if (problem instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return describe(unchecked.getCause());
        }
        if (problem instanceof FileSystemException fileProblem && fileProblem.getReason() != null) {
            return fileProblem.getFile() + ": " + fileProblem.getReason();
        }
        if (problem instanceof IOException) {
            return "reading or writing failed: " + problem.getMessage() + ". Check the disk and its free space.";
        }
        if (problem instanceof OutOfMemoryError) {
            return "not enough memory. Give Java more, such as CLOUDLESS_JAVA_OPTS=-Xmx4g, or use fewer --threads.";
        }
        return problem.getClass().getSimpleName() + ": " + problem.getMessage()
                + ". This was not expected; run again with --verbose to see where it happened.";
    }

    /** Of a verb whose libraries an installation may lack. */
    static String describeMissing(Verb verb, LinkageError problem) {
        return "the training engine is not part of this installation (" + problem.getMessage() + "). '" + verb.word()
                + "' needs a copy of the source: run ./cloudless " + verb.word() + " there.";
    }
}
