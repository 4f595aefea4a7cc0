package io.cloudless.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesWhatWasThere() throws IOException {
        Path target = Files.writeString(folder.resolve("report.txt"), "old");

        AtomicFile.write(target, "größer");

        assertThat(target).hasContent("größer");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void leavesTheFormerFileWhereWritingFails() throws IOException {
        Path target = Files.writeString(folder.resolve("report.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(target, file -> {
                    Files.writeString(file, "ha");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(target).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void overwritesWhatAKilledProcessLeft() throws IOException {
        Path target = folder.resolve("report.txt");
        Files.writeString(folder.resolve("report.txt.part"), "half of something longer");

        AtomicFile.write(target, "whole");

        assertThat(target).hasContent("whole");
    }

    @Test
    void namesResultsByTheStemOfTheirInput() {
        assertThat(FileStem.of(Path.of("scenes/a.b.tif"))).isEqualTo("a.b");
        assertThat(FileStem.of(Path.of("scenes/plain"))).isEqualTo("plain");
        assertThat(FileStem.of(Path.of(".hidden"))).isEqualTo(".hidden");
        assertThat(FileStem.sibling(Path.of("scenes/coast.tif"), "-mask.tif"))
                .isEqualTo(Path.of("scenes/coast-mask.tif"));
    }
}
