package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.global.torch;
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
                "--teacher=bundled:0",
                "--teacher=bundled:1.5@prepared",
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
    void aGraphicsCardThatIsNotThereIsWrongUseThatSaysWhatIsNeeded() {
        assumeFalse(torch.cuda_is_available(), "there is one");

        Run run = Run.of("train", "--data", folder, "--runs", folder, "--run", 1, "--device", "cuda");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("no graphics card", "CLOUDLESS_LIBTORCH", "Usage: cloudless train");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aModelTeachesASensorOfWhichNoPictureIsMarked() throws IOException {
        Path prepared = unmarked();

        Run run = Run.of(
                "train",
                "--data",
                prepared,
                "--teacher",
                "bundled:1@" + prepared,
                "--network",
                "unet_tiny",
                "--classes",
                4,
                "--iterations",
                2,
                "--batch",
                2,
                "--crop",
                32,
                "--runs",
                folder,
                "--run",
                1);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("0001/model.onnx")).isRegularFile();
        assertThat(prepared).isDirectoryContaining("glob:**/samples-*-answers-*.bin");
    }

    @Test
    void withoutATeacherImagesThatNobodyMarkedAreRefused() throws IOException {
        Path prepared = unmarked();

        Run run = Run.of("train", "--data", prepared, "--iterations", 2, "--runs", folder, "--run", 1);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("prepared", "--teacher").doesNotContain("\tat ");
        assertThat(folder.resolve("0001")).doesNotExist();
    }

    @Test
    void teachersOfMoreThanAllOfTheLossAreWrongUse() throws IOException {
        Path prepared = unmarked();

        Run run = Run.of(
                "train",
                "--data",
                prepared,
                "--teacher",
                "bundled:0.6",
                "--teacher",
                "accurate:0.6@" + prepared,
                "--runs",
                folder,
                "--run",
                1);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("1.20 of the loss");
    }

    @Test
    void aTeacherAboutNoDatasetOfTheRunIsWrongUse() throws IOException {
        Path prepared = unmarked();

        Run run = Run.of("train", "--data", prepared, "--teacher", "bundled@elsewhere", "--runs", folder, "--run", 1);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("elsewhere, which is no --data");
    }

    /** A prepared dataset without masks. */
    private Path unmarked() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(10, 10, 30, 30);
        pen.dispose();
        ImageIO.write(image, "png", images.resolve("a.png").toFile());
        Path prepared = folder.resolve("prepared");
        Run run = Run.of("prepare", "--images", images, "--out", prepared);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("--teacher");
        return prepared;
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

    /** Of three classes nobody could tell which one is nothing, were it not on the card. */
    @Test
    void theBackgroundOfAClassifierIsNoRegion() throws IOException {
        Map<String, Color> colours = new LinkedHashMap<>();
        colours.put("water", Color.BLUE);
        colours.put("ship", Color.WHITE);
        colours.put("buoy", Color.RED);
        Path chips = chips(colours);
        Run train = Run.of(
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
                1,
                "--solver",
                "adamw",
                "--learning-rate",
                0.003,
                "--crop",
                32,
                "--batch",
                6,
                "--iterations",
                30,
                "--quiet");
        assertThat(train.exitCode()).as(train.err()).isZero();
        BufferedImage sea = filled(160, Color.BLUE);
        Graphics2D graphics = sea.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 80, 80);
        graphics.dispose();
        Path scene = folder.resolve("sea.png");
        ImageIO.write(sea, "png", scene.toFile());
        Object[] detect = {
            "detect",
            "--method",
            "regions",
            "--proposals",
            "grid",
            "--pad",
            0,
            "--threshold",
            0,
            "--model",
            folder.resolve("0001/model.onnx"),
            scene
        };

        assertThat(Run.of(detect).exitCode()).isZero();
        assertThat(classes(folder.resolve("sea-regions.json"))).contains("ship").doesNotContain("water");
        Object[] ofWater = Arrays.copyOf(detect, detect.length + 2);
        ofWater[detect.length] = "--only-for-class";
        ofWater[detect.length + 1] = 0;
        assertThat(Run.of(ofWater).exitCode()).isZero();
        assertThat(classes(folder.resolve("sea-regions.json"))).containsOnly("water");
    }

    private static List<String> classes(Path regions) throws IOException {
        return new ObjectMapper().readTree(regions.toFile()).findValuesAsText("class");
    }

    @Test
    void trainSaysThatAFolderHasNoChips() {
        assertFailsWith(
                Run.of("train", "--task", "classify", "--data", folder, "--runs", folder, "--run", 1),
                "no folder of chips",
                "prepare");
    }

    private Path chips() throws IOException {
        Map<String, Color> colours = new LinkedHashMap<>();
        colours.put("water", Color.BLACK);
        colours.put("ship", Color.WHITE);
        return chips(colours);
    }

    /** A folder of chips, of which each class has one colour; the first is the background. */
    private Path chips(Map<String, Color> colours) throws IOException {
        Path chips = folder.resolve("chips");
        for (String split : List.of("train", "validation")) {
            for (Map.Entry<String, Color> each : colours.entrySet()) {
                Path of = Files.createDirectories(chips.resolve(split).resolve(each.getKey()));
                ImageIO.write(
                        filled(48, each.getValue()),
                        "png",
                        of.resolve("chip.png").toFile());
            }
        }
        Files.write(chips.resolve("classes.txt"), colours.keySet());
        return chips;
    }

    private static BufferedImage filled(int edge, Color colour) {
        BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, edge, edge);
        graphics.dispose();
        return image;
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
