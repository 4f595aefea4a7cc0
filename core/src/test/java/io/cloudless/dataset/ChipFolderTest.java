package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChipFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void listClasses() throws IOException {
        Files.writeString(folder.resolve("classes.txt"), "water\nship\n");
    }

    @Test
    void findsChipsByClassAndName() throws IOException {
        chip("train/ship/b.png", 0x102030);
        chip("train/ship/a.png", 0x405060);
        chip("train/water/c.png", 0x708090);
        chip("validation/ship/d.png", 0);

        ChipFolder chips = ChipFolder.open(folder);

        assertThat(chips.classes()).containsExactly("water", "ship");
        assertThat(chips.chips(Split.TRAIN))
                .extracting(chip -> chip.code() + ":" + chip.file().getFileName())
                .containsExactly("0:c.png", "1:a.png", "1:b.png");
        assertThat(chips.chips(Split.VALIDATION)).hasSize(1);
        float[][] bands = chips.chips(Split.TRAIN).get(1).read().bands();
        assertThat(new float[] {bands[0][0], bands[1][0], bands[2][0]}).containsExactly(0x40, 0x50, 0x60);
    }

    @Test
    void saysWhichClassHasNothingToTrainOn() throws IOException {
        chip("train/water/c.png", 0);

        assertThatThrownBy(() -> ChipFolder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'ship'");
    }

    @Test
    void refusesWhatIsNoFolderOfChips() throws IOException {
        assertThatThrownBy(() -> ChipFolder.open(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("classes.txt")
                .hasMessageContaining("prepare");
        Files.writeString(folder.resolve("classes.txt"), "ship\nship\n");
        assertThatThrownBy(() -> ChipFolder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../ship", "/etc", "a\0b", ".."})
    void noClassNamesAnotherFolder(String name) throws IOException {
        Files.writeString(folder.resolve("classes.txt"), "water\n" + name + "\n");

        assertThatThrownBy(() -> ChipFolder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("classes.txt", "cannot be the name of a folder");
    }

    @Test
    void refusesAChipThatIsNotOfThreeColours() throws IOException {
        Path grey = Files.createDirectories(folder.resolve("train/ship")).resolve("grey.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", grey.toFile());
        chip("train/water/c.png", 0);

        ChipFolder.ChipFile chip = ChipFolder.open(folder).chips(Split.TRAIN).get(1);

        assertThatThrownBy(chip::read).isInstanceOf(InputException.class).hasMessageContaining("grey.png");
    }

    private void chip(String path, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, rgb);
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
