package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.ImageFrame;
import io.cloudless.scene.Shape;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChipPreparationTest {
    private static final int RED = 0xFF0000;
    private static final int BLUE = 0x0000FF;

    @TempDir
    Path folder;

    private Path images;
    private Path out;
    private int size = 8;
    private boolean augment;
    private double share;

    @BeforeEach
    void makeFolders() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        out = folder.resolve("out");
    }

    @Test
    void boxesBecomePositiveChipsAndImagesWithoutAreNegative() throws IOException {
        picture("sea_0", BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        picture("sea_1", BufferedImage.TYPE_INT_RGB, 0, 0, 0, 0);
        Path file = annotated("""
                [{"image_name": "sea_0.png", "image_annotation": ["4,4,8,8"], "image_classes": ["ship"]},
                 {"image_name": "sea_1.png", "image_annotation": []}]""");

        ChipStatistics statistics = prepare(file);

        assertThat(out.resolve("classes.txt")).hasContent("none\nship\n");
        assertThat(colours(out.resolve("train/ship/sea_0-1.png"))).containsOnly(RED);
        assertThat(colours(out.resolve("train/none/sea_1.png"))).containsOnly(BLUE);
        assertThat(statistics.positives()).isEqualTo(1);
        assertThat(statistics.negatives()).isEqualTo(1);
        assertThat(out.resolve("manifest.csv")).hasContent("""
                chip,split,class,source,scene,x,y,width,height,turn
                train/ship/sea_0-1.png,train,ship,sea_0.png,sea,4,4,8,8,0
                train/none/sea_1.png,train,none,sea_1.png,sea,0,0,32,24,0
                """);
        assertThat(out.resolve("preparation-statistics.txt")).content().contains("ratio         1.00 : 1", "50.00 %");
        assertThat(out.resolve("preparation-statistics.json")).content().contains("\"positives\" : 1");
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatOfAnnotationsGivesTheSameChips(AnnotationFormat format) throws IOException {
        picture("a", BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        picture("b", BufferedImage.TYPE_INT_RGB, 0, 0, 0, 0);
        Path file = folder.resolve("labels");
        Shape diamond = Shape.Polygon.of(8, 4, 12, 8, 8, 12, 4, 8);
        format.write(
                AnnotationSet.of(List.of(
                        new AnnotatedImage(new ImageFrame("a.png", 32, 24), List.of(new Annotation("ship", diamond))),
                        new AnnotatedImage(new ImageFrame("b.png", 32, 24), List.of()))),
                file);

        prepare(file);

        assertThat(colours(out.resolve("train/ship/a-1.png"))).containsOnly(RED);
        assertThat(out.resolve("train/none/b.png")).exists();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "10", "11"}) // RGB, ARGB, BGR, grey, 16-bit grey
    void picturesOfAnyModeBecomeRgb(int type) throws IOException {
        picture("a", type, 4, 4, 8, 8);
        picture("b", type, 0, 0, 0, 0);
        Path file = annotated("""
                [{"image_name": "a.png", "image_annotation": ["4,4,8,8"]},
                 {"image_name": "b.png", "image_annotation": []}]""");

        prepare(file);

        BufferedImage chip = ImageIO.read(out.resolve("train/ship/a-1.png").toFile());
        assertThat(chip.getColorModel().getNumComponents()).isEqualTo(3);
        assertThat(chip.getWidth()).isEqualTo(size);
    }

    @Test
    void invalidBoxesAreLeftOutAndNamed() throws IOException {
        picture("a", BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        picture("b", BufferedImage.TYPE_INT_RGB, 0, 0, 0, 0);
        Path file = annotated("""
                [{"image_name": "a.png", "image_annotation": ["4,4,8,8", "-1,0,5,5", "30,0,5,5", "3,3,0,5", "3,3,5,-2"]},
                 {"image_name": "b.png", "image_annotation": []}]""");

        ChipStatistics statistics = prepare(file);

        assertThat(statistics.dropped())
                .containsExactly(
                        "a.png: the box -1,0 to 4,5 reaches out of the image of 32 x 24",
                        "a.png: the box 30,0 to 35,5 reaches out of the image of 32 x 24",
                        "a.png: the box 3,3 to 3,8 is empty",
                        "a.png: the box 3,3 to 8,1 is empty");
        assertThat(statistics.positives()).isEqualTo(1);
    }

    @Test
    void onlyChipsToTrainOnAreTurned() throws IOException {
        augment = true;
        share = 0.5;
        Path file = twoOfEach();

        ChipStatistics statistics = prepare(file);

        Map<String, Long> copies = files().stream()
                .collect(Collectors.groupingBy(name -> name.split("/")[0], TreeMap::new, Collectors.counting()));
        assertThat(copies).containsExactlyInAnyOrderEntriesOf(Map.of("train", 8L, "validation", 2L));
        assertThat(statistics.positives()).isEqualTo(2);
        assertThat(statistics.toText()).contains("6 copies turned");
        // The mark in the upper left corner goes round clockwise.
        String chip = files().stream()
                .filter(name -> name.matches("train/ship/[^r]*\\.png"))
                .findFirst()
                .orElseThrow();
        String stem = chip.substring(0, chip.length() - 4);
        assertThat(markedCorner(stem + ".png")).isEqualTo("upper left");
        assertThat(markedCorner(stem + "-r90.png")).isEqualTo("upper right");
        assertThat(markedCorner(stem + "-r180.png")).isEqualTo("lower right");
        assertThat(markedCorner(stem + "-r270.png")).isEqualTo("lower left");
    }

    @Test
    void aChipCalledLikeATurnedCopyOfAnotherIsRefused() throws IOException {
        augment = true;
        Path file = twoOfEach();
        picture("c-r90", BufferedImage.TYPE_INT_RGB, 4, 4, 2, 2);
        String more = ",{\"image_name\": \"c-r90.png\", \"image_annotation\": []}]";
        Files.writeString(file, Files.readString(file).replaceFirst("]$", more));

        assertThatThrownBy(() -> prepare(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("would both be called c-r90");
    }

    @Test
    void noSceneStandsInBothSplits() throws IOException {
        share = 0.2;
        StringBuilder json = new StringBuilder("[");
        for (int scene = 0; scene < 12; scene++) {
            for (int chip = 0; chip < 5; chip++) {
                String name = "S" + (char) ('a' + scene) + "_x0000" + chip + "_y00512";
                picture(name, BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
                json.append("{\"image_name\": \"")
                        .append(name)
                        .append(".png\", \"image_annotation\": [")
                        .append(chip % 2 == 0 ? "\"4,4,8,8\"" : "")
                        .append("]},");
            }
        }
        Path file = annotated(json.substring(0, json.length() - 1) + "]");

        ChipStatistics statistics = prepare(file);

        Set<Character> train = scenes("train");
        Set<Character> validation = scenes("validation");
        assertThat(train).doesNotContainAnyElementsOf(validation).hasSizeBetween(9, 10);
        assertThat(statistics.chips(Split.VALIDATION, "none") + statistics.chips(Split.VALIDATION, "ship"))
                .isBetween(10, 15);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherRunReplacesTheFirst() throws IOException {
        share = 0.5;
        Path file = twoOfEach();
        prepare(file);
        byte[] first = Files.readAllBytes(out.resolve("manifest.csv"));
        byte[] chip = Files.readAllBytes(out.resolve(files().get(0)));

        prepare(file);

        assertThat(out.resolve("manifest.csv")).hasBinaryContent(first);
        assertThat(out.resolve(files().get(0))).hasBinaryContent(chip);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains(".part"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'image_name': 'a.png', 'image_annotation': []}] | no positive chip",
                "[{'image_name': 'a.png', 'image_annotation': ['1,1,5,5']}] | no negative chip",
                "[{'image_name': 'a.png', 'image_annotation': ['-1,1,5,5']}, {'image_name': 'b.png',"
                        + " 'image_annotation': []}] | no positive chip",
                "[{'image_name': 'x.png', 'image_annotation': []}] | 'x.png' is not at hand",
                "{'images': [{'id': 1, 'file_name': 'x.png', 'width': 4, 'height': 4}], 'categories': [],"
                        + " 'annotations': []} | 1 of its 1 images are not in",
                "[{'image_name': 'a.png', 'image_annotation': ['1,1,5,5'], 'image_classes': ['n/a']}, {'image_name':"
                        + " 'b.png', 'image_annotation': []}] | 'n/a' cannot be the name of a folder",
            })
    void whatCannotBeLearntFromIsRefused(String json, String found) throws IOException {
        picture("a", BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        picture("b", BufferedImage.TYPE_INT_RGB, 0, 0, 0, 0);
        Path file = annotated(json.replace('\'', '"'));

        assertThatThrownBy(() -> prepare(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("annotated.json", found);
        assertThat(out).doesNotExist();
    }

    @Test
    void twoImagesWhoseChipsWouldShareANameAreRefused() throws IOException {
        picture("a", BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        Files.copy(images.resolve("a.png"), images.resolve("a.jpg"));
        Path file = annotated("""
                [{"image_name": "a.png", "image_annotation": ["4,4,8,8"]},
                 {"image_name": "a.jpg", "image_annotation": ["4,4,8,8"]}, {"image_name": "b.png", "image_annotation": []}]
                """);
        picture("b", BufferedImage.TYPE_INT_RGB, 0, 0, 0, 0);

        assertThatThrownBy(() -> prepare(file)).hasMessageContainingAll("a.png", "a.jpg", "both be called a-1");
    }

    @Test
    void masksDecideWhatTheTilesOfASceneShow() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        picture("s", BufferedImage.TYPE_INT_RGB, 0, 0, 8, 8);
        BufferedImage mask = new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY);
        fill(mask, 0, 0, 8, 8, 1);
        fill(mask, 8, 0, 8, 4, 2); // half of the second tile: left out
        fill(mask, 16, 0, 8, 8, 255); // the third is not known
        fill(mask, 24, 0, 8, 8, 3); // the fourth is of another class
        ImageIO.write(mask, "png", masks.resolve("s.png").toFile());
        MaskChips.Rule rule = new MaskChips.Rule(8, Set.of(1, 2), 0.7, 0.02, "ship", "none");

        new ChipPreparation(
                        options(), new MaskChips(new MaskChips.Options(images, masks, List.of(), places(null), rule)))
                .write(out, Progress.NONE);

        assertThat(files())
                .hasSize(10)
                .contains("train/ship/s-0-0.png", "train/none/s-24-0.png", "train/none/s-0-8.png")
                .doesNotContain("train/none/s-8-0.png", "train/ship/s-8-0.png", "train/none/s-16-0.png");
        assertThat(colours(out.resolve("train/ship/s-0-0.png"))).containsOnly(RED);
    }

    @Test
    void anIndexSaysWhichPlaceAndSplitAnImageIsOf() throws IOException {
        Path index = Files.writeString(
                folder.resolve("index.csv"), "image,use\na_1,train\na_2,validation\na_3,train\na_4,validation\n");
        for (int i = 1; i <= 4; i++) {
            picture("a_" + i, BufferedImage.TYPE_INT_RGB, 4, 4, 8, 8);
        }
        Path file = annotated("""
                [{"image_name": "a_1.png", "image_annotation": ["4,4,8,8"]},
                 {"image_name": "a_2.png", "image_annotation": ["4,4,8,8"]},
                 {"image_name": "a_3.png", "image_annotation": []}, {"image_name": "a_4.png", "image_annotation": []}]""");
        ScenePlaces places = new ScenePlaces(ScenePlaces.By.SCENE, SceneIndex.read(index), List.of(), null, "use");

        new ChipPreparation(options(), source(file, places)).write(out, Progress.NONE);

        assertThat(files())
                .containsExactly(
                        "train/none/a_3.png",
                        "train/ship/a_1-1.png",
                        "validation/none/a_4.png",
                        "validation/ship/a_2-1.png");
    }

    private Path twoOfEach() throws IOException {
        StringBuilder json = new StringBuilder();
        for (String name : List.of("a", "b", "c", "d")) {
            picture(name, BufferedImage.TYPE_INT_RGB, 4, 4, 2, 2);
            json.append(json.isEmpty() ? "[" : ",")
                    .append("{\"image_name\": \"" + name + ".png\", \"image_annotation\": [")
                    .append(name.compareTo("c") < 0 ? "\"4,4,8,8\"" : "")
                    .append("]}");
        }
        return annotated(json + "]");
    }

    private ChipStatistics prepare(Path file) {
        return new ChipPreparation(options(), source(file, places(null))).write(out, Progress.NONE);
    }

    private ChipOptions options() {
        return new ChipOptions(size, augment, share, 1, "none");
    }

    private ChipSource source(Path file, ScenePlaces places) {
        return new AnnotatedChips(file, new AnnotatedChips.Naming(images, List.of(), places, "ship", "none"));
    }

    private static ScenePlaces places(SceneIndex index) {
        return new ScenePlaces(ScenePlaces.By.SCENE, index, List.of(), null, null);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.map(file -> out.relativize(file).toString())
                    .filter(name -> name.endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /** The letters of the scenes in a split. */
    private Set<Character> scenes(String split) throws IOException {
        return files().stream()
                .filter(name -> name.startsWith(split))
                .map(name -> name.charAt(name.lastIndexOf('/') + 2))
                .collect(Collectors.toSet());
    }

    private String markedCorner(String name) throws IOException {
        BufferedImage image = ImageIO.read(out.resolve(name).toFile());
        int far = image.getWidth() - 1;
        if ((image.getRGB(0, 0) & 0xFFFFFF) == RED) {
            return "upper left";
        }
        if ((image.getRGB(far, 0) & 0xFFFFFF) == RED) {
            return "upper right";
        }
        return (image.getRGB(far, far) & 0xFFFFFF) == RED ? "lower right" : "lower left";
    }

    private static List<Integer> colours(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(rgb)
                .map(colour -> colour & 0xFFFFFF)
                .boxed()
                .distinct()
                .toList();
    }

    private Path annotated(String json) throws IOException {
        return Files.writeString(folder.resolve("annotated.json"), json);
    }

    /** Blue of 32 x 24 pixels with a red rectangle. */
    private void picture(String name, int type, int x, int y, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(32, 24, type);
        for (int i = 0; i < 32 * 24; i++) {
            boolean red = i % 32 >= x && i % 32 < x + width && i / 32 >= y && i / 32 < y + height;
            image.setRGB(i % 32, i / 32, 0xFF000000 | (red ? RED : BLUE));
        }
        ImageIO.write(image, "png", images.resolve(name + ".png").toFile());
    }

    private static void fill(BufferedImage mask, int x, int y, int width, int height, int code) {
        for (int i = 0; i < width * height; i++) {
            mask.getRaster().setSample(x + i % width, y + i / width, 0, code);
        }
    }
}
