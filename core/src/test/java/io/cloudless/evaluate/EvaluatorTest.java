package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.dataset.LabelledScene;
import io.cloudless.dataset.SceneIndex;
import io.cloudless.dataset.Where;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that brighten from left to right, under a detector that calls the bright part cloud. */
class EvaluatorTest {
    private static final int SIZE = 64;

    @TempDir
    Path folder;

    private Path images;
    private Path masks;

    @BeforeEach
    void writeScenes() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        masks = Files.createDirectory(folder.resolve("masks"));
        // The detector finds columns 32 to 63; the truth differs from scene to scene.
        for (int i = 0; i < 5; i++) {
            writeImage(images.resolve("scene" + i + ".png"));
            writeMask(masks.resolve("scene" + i + ".png"), 32 + 4 * i, SIZE);
        }
    }

    @Test
    void figuresFollowFromBrightnessAndTruth() {
        List<SceneResult> results = evaluate(2);

        assertThat(results).hasSize(5);
        for (int i = 0; i < 5; i++) {
            ConfusionMatrix matrix = results.get(i).matrix();
            assertThat(matrix.count(1, 1)).isEqualTo((32L - 4 * i) * SIZE);
            assertThat(matrix.count(0, 1)).isEqualTo(4L * i * SIZE);
            assertThat(matrix.count(1, 0)).isZero();
            assertThat(matrix.total()).isEqualTo(SIZE * SIZE);
        }
    }

    @Test
    void theBestThresholdIsFoundFromTheProbabilities() {
        Evaluation evaluation =
                new Evaluation("brightness", "", List.of(evaluate(1).get(4)), List.of());

        // The truth begins at column 48, where the brightness is 48 * 4 / 255 = 75 %.
        assertThat(evaluation.probabilities().best(CloudScores::iou).threshold())
                .isBetween(0.74, 0.76);
        assertThat(evaluation.probabilities().best(CloudScores::iou).scores().iou())
                .isEqualTo(1);
    }

    @Test
    void threadsNeverChangeTheResult() {
        assertThat(evaluate(4)).isEqualTo(evaluate(1));
    }

    @Test
    void theWorstScenesComeFirst() {
        Evaluation evaluation = new Evaluation("brightness", "", evaluate(2), List.of());

        assertThat(evaluation.worst(2)).extracting(SceneResult::name).containsExactly("scene4", "scene3");
    }

    @Test
    void anIndexSelectsScenesAndGivesTheirTags() throws IOException {
        SceneIndex index = index("scene,split,white,tags\nscene0,train,0.1,a\nscene1,validation,0.2,a|b\n"
                + "scene2,validation,0.9,b\nscene3,validation,0.3,b\nelsewhere,validation,0,a\n");
        LabelledFolder selected = LabelledFolder.pair(images, masks)
                .where(index, List.of(Where.parse("split=validation"), Where.parse("white<=0.6")));

        List<SceneResult> results = Evaluator.evaluate(this::predict, selected.scenes(), 2, Progress.NONE);
        Evaluation evaluation = new Evaluation("brightness", "", results, List.of("tags"));

        assertThat(results).extracting(SceneResult::name).containsExactly("scene1", "scene3");
        assertThat(evaluation.tagged())
                .extracting(Evaluation.Group::name, Evaluation.Group::scenes)
                .containsExactly(tuple("a", 1), tuple("b", 2));
        assertThat(evaluation.all().matrix().total()).isEqualTo(2 * SIZE * SIZE);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        SceneIndex index = index("scene,split\nscene0,train\n");
        LabelledFolder all = LabelledFolder.pair(images, masks);

        assertThatThrownBy(() -> all.where(index, List.of(Where.parse("spilt=train"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("index.csv")
                .hasMessageContaining("spilt")
                .hasMessageContaining("split");
        assertThatThrownBy(() -> all.where(index, List.of(Where.parse("split=validation"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of the 5 scenes");
    }

    @Test
    void aMaskOfAnotherSizeIsNamedTogetherWithItsImage() throws IOException {
        BufferedImage small = new BufferedImage(10, 12, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(small, "png", masks.resolve("scene2.png").toFile());

        assertThatThrownBy(() -> evaluate(2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(masks.resolve("scene2.png").toString())
                .hasMessageContaining("10 x 12")
                .hasMessageContaining(images.resolve("scene2.png").toString())
                .hasMessageContaining("64 x 64");
    }

    @Test
    void aPictureInPlaceOfAMaskIsRefused() throws IOException {
        writeImage(masks.resolve("scene1.png"));

        assertThatThrownBy(() -> evaluate(1)).isInstanceOf(InputException.class).hasMessageContaining("scene1.png");
    }

    @Test
    void masksMayLieBesideTheirImages() throws IOException {
        Path together = Files.createDirectory(folder.resolve("together"));
        writeImage(together.resolve("a.png"));
        writeMask(together.resolve("a-mask.png"), 0, 10);
        writeImage(together.resolve("b.png"));

        LabelledFolder pairs = LabelledFolder.pair(together, together);

        assertThat(pairs.scenes())
                .singleElement()
                .satisfies(scene -> assertThat(scene.mask()).hasFileName("a-mask.png"));
        assertThat(pairs.withoutMask()).containsExactly(together.resolve("b.png"));
    }

    @Test
    void foldersThatDoNotBelongTogetherAreRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> LabelledFolder.pair(images, empty))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(images.toString())
                .hasMessageContaining(empty.toString());
        assertThatThrownBy(() -> LabelledFolder.pair(images, folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nowhere");
        Files.copy(images.resolve("scene0.png"), images.resolve("scene0.tif"));
        assertThatThrownBy(() -> LabelledFolder.pair(images, masks))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scene0");
    }

    @Test
    void masksMadeEarlierAreEvaluatedLikeAModel() {
        List<LabelledScene> scenes = LabelledFolder.pair(images, masks).scenes();

        List<SceneResult> perfect = Evaluator.evaluate(new MaskFolder(masks), scenes, 2, Progress.NONE);

        assertThat(perfect).allSatisfy(scene -> {
            assertThat(CloudScores.of(scene.matrix()).iou()).isEqualTo(1);
            assertThat(scene.probabilities()).isNull();
        });
    }

    @Test
    void masksWithAColourTableAreReadAsCodes() throws IOException {
        Path together = Files.createDirectory(folder.resolve("scenes"));
        writeImage(together.resolve("a.png"));
        byte[] codes = new byte[SIZE * SIZE];
        Arrays.fill(codes, 0, 100, (byte) 1);
        writeColoured(together.resolve("a-truth.tif"), codes);
        writeColoured(together.resolve("a-mask.tif"), codes);

        List<LabelledScene> scenes = LabelledFolder.pair(together, together).scenes();
        List<SceneResult> results = Evaluator.evaluate(new MaskFolder(together), scenes, 1, Progress.NONE);

        assertThat(scenes)
                .singleElement()
                .satisfies(scene -> assertThat(scene.mask()).hasFileName("a-truth.tif"));
        assertThat(results.get(0).matrix().count(1, 1)).isEqualTo(100);
        assertThat(results.get(0).matrix().count(0, 0)).isEqualTo(SIZE * SIZE - 100);
    }

    private static void writeColoured(Path file, byte[] codes) {
        int[] colours = {0x3C6E47, 0xFFFFFF};
        GeoTiffWriter.Layout layout = new GeoTiffWriter.Layout(
                SIZE, SIZE, 1, SampleType.UINT8, 255.0, null, 512, GeoTiffWriter.Overviews.MODE, colours);
        try (GeoTiffWriter writer = GeoTiffWriter.create(file, layout)) {
            writer.append(codes);
            writer.commit();
        }
    }

    private List<SceneResult> evaluate(int threads) {
        return Evaluator.evaluate(
                this::predict, LabelledFolder.pair(images, masks).scenes(), threads, Progress.NONE);
    }

    private Prediction predict(LabelledScene scene) {
        try (RasterReader reader = RasterReader.open(scene.image())) {
            Pixels pixels = reader.read(reader.info().bounds(), 0);
            byte[] codes = new byte[SIZE * SIZE];
            byte[] percent = new byte[SIZE * SIZE];
            for (int i = 0; i < codes.length; i++) {
                percent[i] = (byte) Math.round(pixels.bands()[0][i] / 255 * 100);
                codes[i] = (byte) (percent[i] >= 50 ? 1 : 0);
            }
            return new Prediction(scene.image(), SIZE, SIZE, codes, percent);
        }
    }

    private SceneIndex index(String csv) throws IOException {
        return SceneIndex.read(Files.writeString(folder.resolve("index.csv"), csv));
    }

    private static void writeImage(Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, 0x010101 * (x * 4));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void writeMask(Path file, int firstCloud, int endOfCloud) throws IOException {
        BufferedImage mask = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = firstCloud; x < endOfCloud; x++) {
                mask.getRaster().setSample(x, y, 0, 1);
            }
        }
        ImageIO.write(mask, "png", file.toFile());
    }
}
