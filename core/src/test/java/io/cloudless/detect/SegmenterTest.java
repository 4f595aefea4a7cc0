package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.model.TinyNetwork;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.SampleType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network's answer is known for each pixel: cloud where the mean of red, green and blue exceeds a half. */
class SegmenterTest {
    private static final SegmenterOptions NATIVE = SegmenterOptions.defaults().withResolution(30);

    @TempDir
    private static Path folder;

    private static Model pointwise;
    private static Model wider;

    @BeforeAll
    static void open() throws Exception {
        pointwise = Model.open(TinyNetwork.brightness(folder, 1, 0.5));
        wider = Model.open(TinyNetwork.brightness(folder, 3, 0.5));
    }

    @AfterAll
    static void close() {
        pointwise.close();
        wider.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,200", "200,1", "31,33", "64,64", "65,64", "64,65", "65,65", "192,192", "333,141", "57,500"})
    void answersForEveryPixelWhateverTheSize(int width, int height) {
        Mask mask = new Segmenter(pointwise).segment(scene(width, height), NATIVE);

        assertThat(mask.width()).isEqualTo(width);
        assertThat(mask.height()).isEqualTo(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double brightness = brightness(x, y);
                if (Math.abs(brightness - 0.5) > 1e-4) {
                    assertThat(mask.code(x, y)).as("%s, %s", x, y).isEqualTo(brightness > 0.5 ? 1 : 0);
                }
                double probability = 100 / (1 + Math.exp(-40 * (brightness - 0.5)));
                assertThat((double) mask.cloudProbability(x, y)).isBetween(probability - 0.51, probability + 0.51);
            }
        }
    }

    @Test
    void tilesLeaveNoTraceWhereTheNetworkLooksAtSinglePixels() {
        Mask tiled = new Segmenter(pointwise).segment(scene(333, 300), NATIVE);
        Mask whole = new Segmenter(pointwise).segment(scene(333, 300), NATIVE.withTiles(352, 32));

        assertThat(tiled.rows().codes()).isEqualTo(whole.rows().codes());
        assertThat(tiled.rows().cloudProbability()).isEqualTo(whole.rows().cloudProbability());
    }

    @Test
    void tilesHardlyShowWhereTheNetworkLooksAtNeighbours() {
        Mask tiled = new Segmenter(wider).segment(scene(333, 300), NATIVE);
        Mask whole = new Segmenter(wider).segment(scene(333, 300), NATIVE.withTiles(352, 32));

        int different = 0;
        for (int i = 0; i < 333 * 300; i++) {
            different += tiled.rows().codes()[i] == whole.rows().codes()[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(333 * 300 / 200);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        InventedScene.Samples holes =
                (x, y, band) -> (x / 40 + y / 50) % 5 == 0 ? Float.NaN : InventedScene.blobs(x, y, band);
        for (double metres : new double[] {30, 1.4}) {
            SegmenterOptions options = SegmenterOptions.defaults().withResolution(metres);
            Mask one = new Segmenter(wider).segment(InventedScene.rgb(700, 500, holes), options.withThreads(1));
            Mask four = new Segmenter(wider).segment(InventedScene.rgb(700, 500, holes), options.withThreads(4));
            assertThat(four.rows().codes()).isEqualTo(one.rows().codes());
            assertThat(four.rows().cloudProbability()).isEqualTo(one.rows().cloudProbability());
        }
    }

    @ParameterizedTest
    @CsvSource({"30,1", "1.4,6", "0.8,10", "2.1,4"})
    void noDataIsExactlyWhereTheSceneHasNone(double metres, int factor) {
        // A wedge, a hole, single pixels, and one row all missing.
        InventedScene.Samples holed = (x, y, band) -> isMissing(x, y) ? Float.NaN : InventedScene.blobs(x, y, band);
        Mask mask = new Segmenter(wider)
                .segment(
                        InventedScene.rgb(311, 287, holed),
                        SegmenterOptions.defaults().withResolution(metres));

        long missing = 0;
        for (int y = 0; y < 287; y++) {
            for (int x = 0; x < 311; x++) {
                missing += isMissing(x, y) ? 1 : 0;
                assertThat(mask.code(x, y) == MaskClass.NO_DATA)
                        .as("%s, %s", x, y)
                        .isEqualTo(isMissing(x, y));
                assertThat(mask.cloudProbability(x, y) > 100).isEqualTo(isMissing(x, y));
            }
        }
        assertThat(mask.statistics().noData()).isEqualTo(missing);
        assertThat(mask.statistics().valid()).isEqualTo(311 * 287 - missing);
        assertThat(mask.layout().notes()).anyMatch(note -> factor == 1 || note.contains(factor + " x " + factor));
    }

    private static boolean isMissing(int x, int y) {
        return x + y < 150 || (x > 200 && x < 240 && y > 100 && y < 190) || (x == 77 && y % 13 == 0) || y == 250;
    }

    @Test
    void valuesBesideNoDataAreNotDarkenedByIt() {
        // Bright all over: any zero that leaks in would show.
        InventedScene.Samples half = (x, y, band) -> (x / 9 + y / 7) % 2 == 0 ? Float.NaN : 200;
        for (double metres : new double[] {30, 1.4}) {
            Mask mask = new Segmenter(pointwise)
                    .segment(
                            InventedScene.rgb(200, 150, half),
                            SegmenterOptions.defaults().withResolution(metres));
            assertThat(mask.statistics().clear()).isZero();
            assertThat(mask.statistics().cloudCover()).isEqualTo(1);
        }
    }

    @Test
    void hazeBeyondWhatTheModelKnowsIsTakenOffButNotInThePicture() {
        // Ground of 0 to 100 under air that adds 100 in blue.
        InventedScene.Samples clear = (x, y, band) -> (x * 7 + y * 3) % 101;
        InventedScene.Samples hazy = (x, y, band) -> clear.at(x, y, band) + (band == 2 ? 100 : 0);
        Model knowing = pointwise.withCard(pointwise.card().withHazeLimit(0.15));
        List<Float> blue = new ArrayList<>();
        SegmenterOptions watched =
                NATIVE.withPicture((y, values) -> blue.add(values.bands()[2][0] - values.bands()[0][0]));

        Mask asItIs = new Segmenter(pointwise).segment(InventedScene.rgb(200, 150, hazy), NATIVE);
        Mask corrected = new Segmenter(knowing).segment(InventedScene.rgb(200, 150, hazy), watched);

        assertThat(asItIs.statistics().cloudCover()).isPositive();
        assertThat(corrected.statistics().cloudCover()).isZero();
        assertThat(corrected.layout().notes()).anyMatch(note -> note.startsWith("Haze") && note.contains("0.39"));
        assertThat(asItIs.layout().notes()).noneMatch(note -> note.startsWith("Haze"));
        assertThat(blue)
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference).isEqualTo(100 / 255f, within(1e-4f)));
    }

    @Test
    void aSceneWithoutAnyDataIsNoDataAllOver() {
        Mask mask = new Segmenter(wider).segment(InventedScene.rgb(150, 90, (x, y, band) -> Float.NaN), NATIVE);

        assertThat(mask.statistics().noData()).isEqualTo(150 * 90);
        assertThat(mask.statistics().cloudCover()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "5", "7.4"})
    void aCloudStaysWhereItIsWhenTheSceneIsAveragedDown(double metres) {
        InventedScene square =
                InventedScene.rgb(431, 389, (x, y, band) -> x >= 100 && x < 220 && y >= 60 && y < 180 ? 250 : 20);
        Mask mask = new Segmenter(pointwise)
                .segment(square, SegmenterOptions.defaults().withResolution(metres));

        int left = 431, right = 0, top = 389, bottom = 0;
        for (int y = 0; y < 389; y++) {
            for (int x = 0; x < 431; x++) {
                if (mask.code(x, y) == MaskClass.CLOUD) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        int tolerance = (int) Math.ceil(8 / metres);
        assertThat(left).isBetween(100 - tolerance, 100 + tolerance);
        assertThat(top).isBetween(60 - tolerance, 60 + tolerance);
        assertThat((left + right) / 2.0).isBetween(160 - tolerance / 2.0, 160 + tolerance / 2.0);
        assertThat((top + bottom) / 2.0).isBetween(120 - tolerance / 2.0, 120 + tolerance / 2.0);
    }

    @Test
    void saysWhatItAssumesOfThePixelSize() {
        assertThat(notes(SegmenterOptions.defaults())).contains("unknown").contains("30 m");
        assertThat(notes(SegmenterOptions.defaults().withResolution(500))).contains("coarser");
        assertThat(notes(SegmenterOptions.defaults().withResolution(20)))
                .doesNotContain("averaged")
                .doesNotContain("coarser");
    }

    private static String notes(SegmenterOptions options) {
        return String.join(
                "\n",
                new Segmenter(pointwise)
                        .segment(scene(40, 40), options)
                        .layout()
                        .notes());
    }

    @Test
    void theThresholdDecidesWhatIsCloud() {
        Segmenter segmenter = new Segmenter(pointwise);
        Mask mild = segmenter.segment(scene(100, 100), NATIVE.withCloudThreshold(0.2));
        Mask strict = segmenter.segment(scene(100, 100), NATIVE.withCloudThreshold(0.9));

        assertThat(mild.rows().cloudProbability()).isEqualTo(strict.rows().cloudProbability());
        assertThat(mild.statistics().cloud()).isGreaterThan(strict.statistics().cloud());
        for (int i = 0; i < 100; i++) {
            int percent = mild.cloudProbability(i, i);
            if (percent != 20 && percent != 90) {
                assertThat(mild.code(i, i)).isEqualTo(percent > 20 ? 1 : 0);
                assertThat(strict.code(i, i)).isEqualTo(percent > 90 ? 1 : 0);
            }
        }
    }

    @Test
    void anyCloudCountsAgainstTheThresholdAndTheLikeliestKindIsNamed() throws Exception {
        // Logits: clear 1, thick = 3 red, thin = 3 green, shadow = 3 blue.
        float[][] weights = {{0, 0, 0}, {3, 0, 0}, {0, 3, 0}, {0, 0, 3}};
        Path file = TinyNetwork.write(
                folder.resolve("four.onnx"),
                TinyNetwork.convolution(1, weights, new float[] {1, 0, 0, 0}, -1),
                TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.FOUR).toProperties());
        int[][] colours = {{0, 0, 0}, {255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {170, 160, 170}};
        try (Model model = Model.open(file)) {
            Mask mask =
                    new Segmenter(model).segment(InventedScene.rgb(5, 70, (x, y, band) -> colours[x][band]), NATIVE);
            assertThat(List.of(0, 1, 2, 3, 4).stream().map(x -> mask.code(x, 69)))
                    // The last: clear e^1, thick e^2, thin e^1.88, shadow e^2: no class has a half, but both clouds
                    // have.
                    .containsExactly(0, 1, 2, 3, 1);
        }
    }

    @Test
    void shadowIsWhereItsShareOfWhatIsNoCloudIsAboveTheThresholdOnTheCard() throws Exception {
        // Logits: clear 1, shadow = 3 blue: with blue 0, 51, 85, 255 its share is 0.27, 0.40, 0.5 and 0.88.
        float[][] weights = {{0, 0, 0}, {3, 0, 0}, {0, 3, 0}, {0, 0, 3}};
        ModelCard card = TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.FOUR);
        int[] blue = {0, 51, 85, 255};
        for (double threshold : new double[] {0.2, 0.3, 0.45, 0.6, 0.9}) {
            ModelCard other = card.with(card.output().withShadowThreshold(threshold), "");
            Path file = TinyNetwork.write(
                    folder.resolve("shadow" + threshold + ".onnx"),
                    TinyNetwork.convolution(1, weights, new float[] {1, -9, -9, 0}, -1),
                    other.toProperties());
            try (Model model = Model.open(file)) {
                Mask mask = new Segmenter(model)
                        .segment(InventedScene.rgb(4, 70, (x, y, band) -> band == 2 ? blue[x] : 0), NATIVE);
                double[] share = {0.269, 0.401, 0.5, 0.881};
                for (int x = 0; x < 4; x++) {
                    assertThat(mask.code(x, 69)).isEqualTo(share[x] > threshold ? MaskClass.SHADOW : MaskClass.CLEAR);
                }
            }
        }
    }

    @Test
    void finerThanEightBitsIsStretchedByTheScenesOwnRange() {
        InventedScene reflectance = InventedScene.of(
                128,
                128,
                SampleType.UINT16,
                List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR),
                (x, y, band) -> x < 64 ? 300 : 8000);
        Mask mask = new Segmenter(pointwise).segment(reflectance, NATIVE);

        assertThat(mask.statistics()).isEqualTo(new MaskStatistics(64 * 128, 64 * 128, 0, 0, 0));
        assertThat(mask.code(0, 0)).isZero();
        assertThat(mask.code(127, 0)).isEqualTo(MaskClass.CLOUD);
    }

    @Test
    void theOnlyBandStandsInForAllColours() {
        InventedScene grey =
                InventedScene.of(50, 40, SampleType.UINT8, List.of(BandRole.GREY), (x, y, band) -> x < 25 ? 10 : 240);
        Mask mask = new Segmenter(pointwise).segment(grey, NATIVE);

        assertThat(mask.statistics().cloudCover()).isEqualTo(0.5);
        assertThat(mask.layout().notes()).anyMatch(note -> note.contains("only band"));
    }

    @Test
    void showsThePictureFromTheTopDownOnce() {
        List<Integer> firstRows = new ArrayList<>();
        float[] red = new float[70 * 300];
        new Segmenter(pointwise).segment(scene(70, 300), NATIVE.withPicture((y, values) -> {
            firstRows.add(y);
            System.arraycopy(values.bands()[0], 0, red, y * 70, values.bands()[0].length);
        }));

        assertThat(firstRows).isSorted().doesNotHaveDuplicates();
        assertThat(red[299 * 70 + 69]).isEqualTo(InventedScene.blobs(69, 299, 0) / 255, within(1e-6f));
    }

    @Test
    void refusesTilesThatTheNetworkCannotTake() {
        assertThatThrownBy(() -> new Segmenter(pointwise).segment(scene(70, 30), NATIVE.withTiles(100, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
    }

    private static InventedScene scene(int width, int height) {
        return InventedScene.rgb(width, height, InventedScene::blobs);
    }

    private static double brightness(int x, int y) {
        return (InventedScene.blobs(x, y, 0) + InventedScene.blobs(x, y, 1) + InventedScene.blobs(x, y, 2)) / 765.0;
    }
}
