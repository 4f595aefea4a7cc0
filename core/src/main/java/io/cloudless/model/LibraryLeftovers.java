package io.cloudless.model;

import io.cloudless.files.AtomicFolder;
import io.cloudless.files.TemporaryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The folders {@code onnxruntime-javaNUMBER} that ONNX Runtime makes at each start, and that stay where a process is killed. */
final class LibraryLeftovers {
    /** A process that unpacks its libraries is done with that long before. */
    private static final Duration AGE = Duration.ofHours(1);

    private static final String PREFIX = "onnxruntime-java";

    private LibraryLeftovers() {}

    /**
     * Removes those of this user from which no process has loaded anything. What cannot be deleted stays: Windows holds
     * libraries in use.
     *
     * @param temporary folder of temporary files
     */
    static void remove(Path temporary) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOld(folder) && TemporaryName.isOwn(folder) && !isLoaded(folder)) {
                    AtomicFolder.delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    private static boolean isOld(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder)
                .toInstant()
                .isBefore(Instant.now().minus(AGE));
    }

    /** Linux says what its processes have loaded; elsewhere a loaded library may be deleted, or the system refuses it. */
    private static boolean isLoaded(Path folder) throws IOException {
        Path processes = Path.of("/proc");
        if (!Files.isDirectory(processes)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : all) {
                if (maps(process).contains(folder.toAbsolutePath() + "/")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String maps(Path process) {
        try {
            return Files.readString(process.resolve("maps"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // of another user, or ended meanwhile
        }
    }
}
