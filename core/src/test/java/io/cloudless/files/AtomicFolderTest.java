package io.cloudless.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    private static final List<String> OWN = List.of("list.txt");

    @TempDir
    Path folder;

    @Test
    void replacesAFormerFolderWithWhatItHeld() throws IOException {
        Path target = folder.resolve("out");
        AtomicFolder.write(target, OWN, part -> {
            Files.writeString(part.resolve("list.txt"), "one");
            Files.writeString(Files.createDirectory(part.resolve("a")).resolve("old"), "");
        });
        AtomicFolder.write(target, OWN, part -> Files.writeString(part.resolve("list.txt"), "two"));

        assertThat(target.resolve("list.txt")).hasContent("two");
        assertThat(target.resolve("a")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void aFailureLeavesTheFormerFolderAsItWas() throws IOException {
        Path target = folder.resolve("out");
        AtomicFolder.write(target, OWN, part -> Files.writeString(part.resolve("list.txt"), "one"));

        assertThatThrownBy(() -> AtomicFolder.write(target, OWN, part -> {
                    Files.writeString(part.resolve("list.txt"), "two");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(target.resolve("list.txt")).hasContent("one");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void aProcessKilledBetweenTheTwoMovesLosesNothing() throws IOException {
        Path target = folder.resolve("out");
        Files.writeString(
                Files.createDirectory(folder.resolve("out.former.part")).resolve("list.txt"), "one");

        assertThatThrownBy(() -> AtomicFolder.write(target, OWN, part -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(target.resolve("list.txt")).hasContent("one");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void aProcessKilledAfterTheTwoMovesLeavesNothingForLong() throws IOException {
        Path target = folder.resolve("out");
        AtomicFolder.write(target, OWN, part -> Files.writeString(part.resolve("list.txt"), "two"));
        Files.writeString(
                Files.createDirectory(folder.resolve("out.former.part")).resolve("list.txt"), "one");

        AtomicFolder.restore(target);
        assertThat(target.resolve("list.txt")).hasContent("two");
        AtomicFolder.write(target, OWN, part -> Files.writeString(part.resolve("list.txt"), "three"));

        assertThat(target.resolve("list.txt")).hasContent("three");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void aFolderOfSomebodyElseIsNotTouched() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(photos.resolve("holiday.jpg"), "");

        assertThatThrownBy(() -> AtomicFolder.write(photos, OWN, part -> {}))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("photos");
        assertThat(photos.resolve("holiday.jpg")).exists();
    }
}
