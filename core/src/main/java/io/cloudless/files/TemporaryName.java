package io.cloudless.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of temporary files and folders that say which process made them, such as
 * {@code .cloudless-4711-18f2a3b4c5d-0123456789ab-6f7a8b9c.part}: its number, the time at which it started, the machine and a
 * random number. So what a killed process left can be told from what another one still needs.
 */
public final class TemporaryName {
    /** Systems round the time at which a process started. */
    private static final Duration ROUNDING = Duration.ofSeconds(10);

    private static final Pattern NAME =
            Pattern.compile("\\.cloudless-(\\d{1,18})-([0-9a-f]{1,15})-([0-9a-f]{12})-[0-9a-f]{8}\\.part");

    private static final String MACHINE = Sha256.of((text(Path.of("/proc/sys/kernel/hostname"))
                            + System.getenv("COMPUTERNAME")
                            // Containers may share the name of the machine, but number their processes anew.
                            + link(Path.of("/proc/self/ns/pid")))
                    .getBytes(StandardCharsets.UTF_8))
            .substring(0, 12);

    private TemporaryName() {}

    /**
     * A new name in a folder, whose leftovers of killed processes are removed first.
     *
     * @param folder exists
     * @return hidden; nothing of this name exists
     */
    public static Path in(Path folder) {
        removeAbandoned(folder);
        ProcessHandle own = ProcessHandle.current();
        Instant start = own.info().startInstant().orElseGet(Instant::now);
        return folder.resolve(of(own.pid(), start, MACHINE));
    }

    /** {@link #in} the folder of a target, hence on the same disk. */
    public static Path beside(Path target) {
        return in(target.toAbsolutePath().normalize().resolveSibling(""));
    }

    /** Makes a folder of such a name in another one, for this user alone. */
    public static Path createFolder(Path folder) throws IOException {
        return Files.move(Files.createTempDirectory(folder, ".cloudless-"), in(folder));
    }

    /** The name of what a process of this machine makes. */
    static String of(long pid, Instant start) {
        return of(pid, start, MACHINE);
    }

    static String of(long pid, Instant start, String machine) {
        int random = ThreadLocalRandom.current().nextInt();
        return String.format(Locale.ROOT, ".cloudless-%d-%x-%s-%08x.part", pid, start.toEpochMilli(), machine, random);
    }

    /** Leaves what belongs to others or cannot be deleted: it is in nobody's way. */
    private static void removeAbandoned(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".cloudless-*.part")) {
            for (Path file : found) {
                if (isAbandoned(String.valueOf(file.getFileName())) && isOwn(file)) {
                    AtomicFolder.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    /** Whether the process that made it is gone. Of processes of another machine nobody knows. */
    private static boolean isAbandoned(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !parts.group(3).equals(MACHINE)) {
            return false;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(parts.group(1))).filter(ProcessHandle::isAlive);
        Instant start = Instant.ofEpochMilli(Long.parseLong(parts.group(2), 16));
        return process.isEmpty()
                || process.get()
                        .info()
                        .startInstant()
                        .filter(other -> other.isAfter(start.plus(ROUNDING)))
                        .isPresent();
    }

    /** Whether a file belongs to the user of this process. */
    public static boolean isOwn(Path file) throws IOException {
        String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        return ProcessHandle.current().info().user().filter(owner::equals).isPresent();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
