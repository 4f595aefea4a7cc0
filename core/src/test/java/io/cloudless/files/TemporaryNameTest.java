package io.cloudless.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryNameTest {
    /** More than any system numbers its processes. */
    private static final long NOBODY = 999_999_999_999L;

    @TempDir
    Path folder;

    @Test
    void removesWhatADeadProcessLeft() throws IOException {
        Path file = Files.createFile(folder.resolve(TemporaryName.of(NOBODY, Instant.now())));
        Path full = Files.createDirectory(folder.resolve(TemporaryName.of(NOBODY, Instant.now())));
        Files.writeString(full.resolve("chip.png"), "");

        TemporaryName.in(folder);

        assertThat(file).doesNotExist();
        assertThat(full).doesNotExist();
    }

    @Test
    void removesWhatAnEarlierProcessOfTheSameNumberLeft() throws IOException {
        Instant earlier = start().minus(Duration.ofMinutes(1));
        Path left = Files.createFile(
                folder.resolve(TemporaryName.of(ProcessHandle.current().pid(), earlier)));

        TemporaryName.in(folder);

        assertThat(left).doesNotExist();
    }

    @Test
    void leavesWhatLivingProcessesMake() throws IOException {
        Path own = Files.createFile(TemporaryName.in(folder));
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Path others = Files.createFile(folder.resolve(
                TemporaryName.of(parent.pid(), parent.info().startInstant().orElseThrow())));

        TemporaryName.in(folder);

        assertThat(own).exists();
        assertThat(others).exists();
    }

    @Test
    void leavesWhatAnotherMachineOrAnotherProgramMade() throws IOException {
        Path elsewhere = Files.createFile(folder.resolve(TemporaryName.of(NOBODY, Instant.now(), "0123456789ab")));
        Path program = Files.createFile(folder.resolve(".cloudless-settings.part"));

        TemporaryName.in(folder);

        assertThat(elsewhere).exists();
        assertThat(program).exists();
    }

    @Test
    void doesNotFollowLinks() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.createFile(photos.resolve("holiday.jpg"));
        Path link = folder.resolve(TemporaryName.of(NOBODY, Instant.now()));
        Files.createSymbolicLink(link, photos);

        TemporaryName.in(folder);

        assertThat(link).doesNotExist();
        assertThat(photos.resolve("holiday.jpg")).exists();
    }

    private static Instant start() {
        return ProcessHandle.current().info().startInstant().orElseThrow();
    }
}
