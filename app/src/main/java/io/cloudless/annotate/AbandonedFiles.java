package io.cloudless.annotate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Half of a scene or an image that a process left when it was killed. Nobody else removes it, and it may be large. */
final class AbandonedFiles {
    /** Other processes may be writing; none of them takes so long for one file. */
    private static final Duration AGE = Duration.ofDays(1);

    private AbandonedFiles() {}

    /**
     * Removes those in a folder that nobody has written to for a day, as far as they can be removed.
     *
     * @param pattern of their names, such as <code>incoming-*</code>
     */
    static void remove(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime oldest = FileTime.from(Instant.now().minus(AGE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // They only take up room: nothing that the project is opened for depends on them.
            return;
        }
    }
}
