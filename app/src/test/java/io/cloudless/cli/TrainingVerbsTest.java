package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code prepare} and {@code train} where they are used wrongly or find nothing to work on. */
class TrainingVerbsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--network=vgg",
                "--classes=3",
                "--crop=33",
                "--crop=0",
                "--iterations=0",
                "--learning-rate=0",
                "--validate-every=0",
                "--threads=0",
                "--pixel-size=5",
                "--pixel-size=60,30,15"
            })
    void anImpossibleOptionOfTrainIsWrongUse(String option) {
        Run run = Run.of("train", "--data", folder, "--runs", folder, "--run", 1, option);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cloudless train");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--network=unet",
                "--classes=2",
                "--from=1",
                "--crop=20",
                "--momentum=1",
                "--gamma=0",
                "--step-size=0",
                "--last-layer-rate=0",
                "--weight-decay=-1",
                "--solver=rmsprop"
            })
    void anImpossibleOptionOfTrainingAClassifierIsWrongUse(String option) {
        Run run = Run.of("train", "--task", "classify", "--data", folder, "--runs", folder, "--run", 1, option);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cloudless train");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void optionsOfAClassifierAreWrongUseOfASegmentation() {
        Run run = Run.of("train", "--data", folder, "--runs", folder, "--run", 1, "--momentum", 0.9);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--momentum is an option of --task classify");
    }

    @Test
    void trainMakesAClassifierOfAFolderOfChipsAndGoesOnWithIt() throws IOException {
        Path chips = chips();
        Object[] words = {
            "train",
            "--task",
            "classify",
            "--network",
            "squeezenet_tiny",
            "--data",
            chips,
            "--runs",
            folder,
            "--run",
            3,
            "--crop",
            40,
            "--batch",
            4,
            "--iterations",
            4,
            "--validate-every",
            2,
            "--quiet",
            "--note",
            "ships"
        };
        Run run = Run.of(words);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip())
                .isEqualTo(folder.resolve("0003/model.onnx").toString());
        assertThat(folder.resolve("0003/config.json"))
                .content()
                .contains("\"classify\"", "squeezenet_tiny", "momentum");
        assertThat(folder.resolve("0003/note.txt")).hasContent("ships");
        assertFailsWith(Run.of(words), "holds a run already", "--resume");
        Object[] resumed = Arrays.copyOf(words, words.length + 1);
        resumed[words.length] = "--resume";
        assertThat(Run.of(resumed).exitCode()).isZero();
    }

    @Test
    void trainSaysThatAFolderHasNoChips() {
        assertFailsWith(
                Run.of("train", "--task", "classify", "--data", folder, "--runs", folder, "--run", 1),
                "no folder of chips",
                "prepare");
    }

    private Path chips() throws IOException {
        Path chips = folder.resolve("chips");
        for (String split : List.of("train", "validation")) {
            for (String name : List.of("water", "ship")) {
                Path of = Files.createDirectories(chips.resolve(split).resolve(name));
                BufferedImage chip = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
                chip.setRGB(20, 20, name.equals("ship") ? 0xFFFFFF : 0);
                ImageIO.write(chip, "png", of.resolve("chip.png").toFile());
            }
        }
        Files.writeString(chips.resolve("classes.txt"), "water\nship\n");
        return chips;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--validation=3", "--bands=0,1,2", "--where=cover<=0.6"})
    void anImpossibleOptionOfPrepareIsWrongUse(String option) {
        Run run = Run.of("prepare", "--images", folder, "--masks", folder, "--out", folder.resolve("out"), option);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cloudless prepare");
    }

    @Test
    void trainSaysThatAFolderIsNoPreparedDataset() {
        assertFailsWith(
                Run.of("train", "--data", folder, "--runs", folder, "--run", 1), "no prepared dataset", "prepare");
    }

    @Test
    void trainSaysThatNothingIsLeftToTrainOn() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path masks = Files.createDirectory(folder.resolve("masks"));
        Path prepared = folder.resolve("prepared");
        Files.copy(Scenes.png(images.resolve("coast.png")), masks.resolve("coast.png"));
        Run run = Run.of(
                "prepare", "--images", images, "--masks", masks, "--out", prepared, "--validation", 1, "--quiet");
        assertThat(run.exitCode()).as(run.err()).isZero();

        assertFailsWith(
                Run.of("train", "--data", prepared, "--runs", folder, "--run", 1),
                "prepared",
                "no images to train on",
                "--validation");
        assertThat(folder.resolve("0001")).doesNotExist();
    }

    @Test
    void prepareSaysWhereItCannotWrite() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Scenes.png(images.resolve("coast.png"));
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        Run run = Run.of("prepare", "--images", images, "--masks", images, "--out", inTheWay.resolve("out"), "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be written").hasLineCount(1);
    }

    private static void assertFailsWith(Run run, String... parts) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).startsWith("cloudless: ").contains(parts).doesNotContain("Exception");
        assertThat(run.err().lines()).hasSize(1);
    }
}
