package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {
    @TempDir
    Path folder;

    @Test
    void readsANameALine() throws IOException {
        assertThat(names("clear\ncloud\n")).containsExactly("clear", "cloud");
    }

    @Test
    void leavesOutTheNumberOfEachLine() throws IOException {
        assertThat(names("000 tench, Tinca tinca\n001 goldfish\r\n")).containsExactly("tench, Tinca tinca", "goldfish");
        assertThat(names("n01440764 tench, Tinca tinca\nn01443537 goldfish"))
                .containsExactly("tench, Tinca tinca", "goldfish");
    }

    @Test
    void keepsNumbersThatAreNames() throws IOException {
        assertThat(names("747 airliner\n2CV car")).containsExactly("747 airliner", "2CV car");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only one", "first\n\nthird"})
    void refusesWhatIsNoListOfNames(String text) {
        assertThatThrownBy(() -> names(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("names.txt")
                .hasMessageContaining("a name a line");
    }

    @Test
    void refusesAFileThatIsMissingOrNoText() throws IOException {
        assertThatThrownBy(() -> ClassNames.read(folder.resolve("none.txt"))).isInstanceOf(InputException.class);
        Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> ClassNames.read(binary)).isInstanceOf(InputException.class);
    }

    private List<String> names(String text) throws IOException {
        return ClassNames.read(Files.writeString(folder.resolve("names.txt"), text));
    }
}
