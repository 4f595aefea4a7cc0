package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    @TempDir
    Path folder;

    private Calibration calibration = Calibration.NONE;
    private Path images;
    private Path masks;

    @BeforeEach
    void makeFolders() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        masks = Files.createDirectory(folder.resolve("masks"));
    }

    @Test
    void keepsValuesAndTruth() throws IOException {
        picture("a", 0x336699, 5, 4);
        mask("a", 1, 5, 4);

        PreparationStatistics statistics = prepare(null, List.of(), null, null, 0);

        PreparedDataset dataset = PreparedDataset.open(folder.resolve("out"));
        Chip chip = dataset.chip(0);
        assertThat(chip.pixels().width()).isEqualTo(5);
        assertThat(chip.pixels().height()).isEqualTo(4);
        assertThat(chip.pixels().bands()).hasDimensions(3, 20);
        assertThat(chip.pixels().bands()[0][7]).isEqualTo(0.2f);
        assertThat(chip.pixels().bands()[1][7]).isEqualTo(0.4f);
        assertThat(chip.pixels().bands()[2][7]).isEqualTo(0.6f);
        assertThat(chip.mask()).containsOnly(1);
        assertThat(statistics.chips(Split.TRAIN)).isEqualTo(1);
        assertThat(statistics.pixels(Split.TRAIN, 1)).isEqualTo(20);
        assertThat(folder.resolve("out/preparation-statistics.json")).content().contains("\"train\"");
    }

    @Test
    void undoesAKnownStretch() throws IOException {
        picture("a", 0x336699, 2, 2);
        mask("a", 0, 2, 2);
        calibration = new Calibration(2, -0.3);

        prepare(null, List.of(), null, null, 0);

        float[][] bands =
                PreparedDataset.open(folder.resolve("out")).chip(0).pixels().bands();
        assertThat(bands[0][0]).isCloseTo(0.1f, within(2e-5f));
        assertThat(bands[1][0]).isCloseTo(0.5f, within(2e-5f));
        assertThat(bands[2][0]).isCloseTo(0.9f, within(2e-5f));
    }

    @Test
    void takesOnlyScenesThatMeetTheConditions() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            picture(id, 0, 2, 2);
            mask(id, 0, 2, 2);
        }
        Path index = Files.writeString(
                folder.resolve("index.csv"), "scene,white,split\na,0.1,train\nb,0.9,train\nc,0.2,validation\n");

        prepare(index, List.of(Where.parse("white<=0.6")), null, "split", 0);

        PreparedDataset dataset = PreparedDataset.open(folder.resolve("out"));
        assertThat(ids(dataset, Split.TRAIN)).containsExactly("a");
        assertThat(ids(dataset, Split.VALIDATION)).containsExactly("c");
    }

    @Test
    void neverSplitsAPlace() throws IOException {
        StringBuilder index = new StringBuilder("scene,place\n");
        for (int i = 0; i < 60; i++) {
            picture("s" + i, 0, 1, 1);
            mask("s" + i, 0, 1, 1);
            index.append("s").append(i).append(",p").append(i / 3).append('\n');
        }

        prepare(Files.writeString(folder.resolve("index.csv"), index), List.of(), "place", null, 0.4);

        PreparedDataset dataset = PreparedDataset.open(folder.resolve("out"));
        Set<Integer> train = places(dataset, Split.TRAIN);
        Set<Integer> validation = places(dataset, Split.VALIDATION);
        assertThat(train).doesNotContainAnyElementsOf(validation);
        assertThat(train.size() + validation.size()).isEqualTo(20);
        assertThat(validation).hasSizeBetween(3, 14);
    }

    @Test
    void keepsNamesWithCommasAndQuotes() throws IOException {
        picture("a, \"b\"", 0, 2, 2);
        mask("a, \"b\"", 1, 2, 2);

        prepare(null, List.of(), null, null, 0);

        assertThat(ids(PreparedDataset.open(folder.resolve("out")), Split.TRAIN))
                .containsExactly("a, \"b\"");
    }

    @Test
    void aSecondRunReplacesTheFirstAndWhatKilledOnesLeft() throws IOException {
        picture("a", 0x336699, 2, 2);
        mask("a", 1, 2, 2);
        prepare(null, List.of(), null, null, 0);
        Files.writeString(folder.resolve("out/samples-0123456789abcdef.bin"), "of a run killed before its manifest");
        Files.writeString(folder.resolve("out/samples.bin"), "of a former version");
        Files.writeString(folder.resolve("out/notes.txt"), "the user's");

        calibration = new Calibration(2, 0);
        prepare(null, List.of(), null, null, 0);

        assertThat(PreparedDataset.open(folder.resolve("out")).chip(0).pixels().bands()[0][0])
                .isEqualTo(0.4f);
        assertThat(folder.resolve("out").toFile().list((out, name) -> name.startsWith("samples")))
                .hasSize(1);
        assertThat(folder.resolve("out/notes.txt")).hasContent("the user's");
    }

    @Test
    void aRunThatCannotWriteItsManifestLeavesTheFormerDataset() throws IOException {
        picture("a", 0x336699, 2, 2);
        mask("a", 1, 2, 2);
        prepare(null, List.of(), null, null, 0);
        Files.createDirectories(folder.resolve("out/manifest.csv.part/in-the-way"));

        calibration = new Calibration(2, 0);
        assertThatThrownBy(() -> prepare(null, List.of(), null, null, 0)).isInstanceOf(InputException.class);

        assertThat(PreparedDataset.open(folder.resolve("out")).chip(0).pixels().bands()[0][0])
                .isEqualTo(0.2f);
        assertThat(folder.resolve("out").toFile().list((out, name) -> name.startsWith("samples")))
                .hasSize(1);
    }

    @Test
    void namesTheImageThatHasNoMask() throws IOException {
        picture("lonely", 0, 2, 2);

        assertThatThrownBy(() -> prepare(null, List.of(), null, null, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lonely.png")
                .hasMessageContaining("mask");
        assertThat(folder.resolve("out/manifest.csv")).doesNotExist();
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void namesBothSizesWhereTheyDiffer() throws IOException {
        picture("a", 0, 4, 4);
        mask("a", 0, 4, 3);

        assertThatThrownBy(() -> prepare(null, List.of(), null, null, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 x 3")
                .hasMessageContaining("4 x 4");
    }

    @Test
    void withoutMasksNothingIsKnownAndAllIsToTrainOn() throws IOException {
        picture("a", 0x336699, 4, 4);
        picture("b", 0x336699, 4, 4);
        PreparationOptions options = new PreparationOptions(
                images, null, List.of(), calibration, null, List.of(), new SplitRule(null, null, 1, 1));

        new Preparation(options).write(folder.resolve("out"), Progress.NONE);

        PreparedDataset dataset = PreparedDataset.open(folder.resolve("out"));
        assertThat(ids(dataset, Split.TRAIN)).containsExactly("a", "b");
        assertThat(dataset.chip(0).mask()).containsOnly(Chip.UNKNOWN);
        assertThat(dataset.told()).isEmpty();
    }

    @Test
    void aDatasetTellsTheCodesThatItsMasksHold() throws IOException {
        picture("a", 0, 4, 4);
        mask("a", 3, 4, 4);
        picture("b", 0, 4, 4);
        mask("b", 255, 4, 4);

        prepare(null, List.of(), null, null, 0);

        assertThat(PreparedDataset.open(folder.resolve("out")).told()).containsExactly(3);
    }

    @Test
    void aDatasetMadeAnewForgetsWhatModelsSaidOfTheFormerOne() throws IOException {
        picture("a", 0, 4, 4);
        mask("a", 0, 4, 4);
        prepare(null, List.of(), null, null, 0);
        Path answers =
                Files.createFile(PreparedDataset.open(folder.resolve("out")).answers("0123"));

        prepare(null, List.of(), null, null, 0);

        assertThat(answers).doesNotExist();
    }

    private PreparationStatistics prepare(
            Path index, List<Where> where, String group, String split, double validationShare) {
        PreparationOptions options = new PreparationOptions(
                images, masks, List.of(), calibration, index, where, new SplitRule(group, split, validationShare, 1));
        return new Preparation(options).write(folder.resolve("out"), Progress.NONE);
    }

    private static List<String> ids(PreparedDataset dataset, Split split) {
        return IntStream.of(dataset.chips(split)).mapToObj(dataset::id).toList();
    }

    private static Set<Integer> places(PreparedDataset dataset, Split split) {
        return ids(dataset, split).stream()
                .map(id -> Integer.parseInt(id.substring(1)) / 3)
                .collect(Collectors.toSet());
    }

    private void picture(String id, int colour, int width, int height) throws IOException {
        write(images.resolve(id + ".png"), colour, width, height, BufferedImage.TYPE_INT_RGB);
    }

    private void mask(String id, int code, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, code);
        }
        ImageIO.write(image, "png", masks.resolve(id + ".png").toFile());
    }

    private static void write(Path file, int colour, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
