package io.cloudless.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.TiffBuilder;
import io.cloudless.raster.Window;
import io.cloudless.raster.picture.PngHeader;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffReaderTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("scene.tif");
    }

    /** Compares every window of a grid that fits no block with what was written. */
    private static void assertHolds(Path file, TiffBuilder written) {
        try (RasterReader reader = RasterReader.open(file)) {
            int[] bands = IntStream.range(0, written.bands)
                    .map(i -> written.bands - 1 - i)
                    .toArray();
            for (int y = 0; y < written.height; y += 11) {
                for (int x = 0; x < written.width; x += 17) {
                    Window window = new Window(x, y, 17, 11).clip(reader.info().bounds());
                    Pixels pixels = reader.read(window, bands);
                    for (int b = 0; b < bands.length; b++) {
                        float[] truth = new float[(int) window.area()];
                        for (int i = 0; i < truth.length; i++) {
                            truth[i] =
                                    (float) written.value.at(x + i % window.width(), y + i / window.width(), bands[b]);
                        }
                        assertThat(pixels.bands()[b])
                                .as("band %d of %s", bands[b], window)
                                .containsExactly(truth);
                    }
                }
            }
        }
    }

    static Stream<TiffBuilder> kinds() {
        return IntStream.of(1, 5, 8, 32773, 50000)
                .boxed()
                .flatMap(compression -> Stream.of(false, true)
                        .flatMap(planar -> Stream.of(0, 16)
                                .flatMap(tile -> Stream.of(1, 2).map(predictor -> {
                                    TiffBuilder tiff = new TiffBuilder(53, 37, 3);
                                    tiff.type = predictor == 2 ? SampleType.UINT16 : SampleType.UINT8;
                                    tiff.compression = compression;
                                    tiff.planar = planar;
                                    tiff.tile = tile;
                                    tiff.predictor = compression == 1 || compression == 32773 ? 1 : predictor;
                                    tiff.big = planar;
                                    tiff.order = tile == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                                    return tiff;
                                }))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsEveryCompressionLayoutAndByteOrder(TiffBuilder tiff) {
        assertHolds(tiff.write(file()), tiff);
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void readsEverySampleTypeInBothByteOrders(SampleType type) {
        boolean signed = !type.name().startsWith("U");
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            for (int predictor = 1; predictor <= (type.isFloat() ? 3 : 2); predictor++) {
                TiffBuilder tiff = new TiffBuilder(53, 37, 2);
                tiff.type = type;
                tiff.order = order;
                tiff.predictor = predictor;
                tiff.compression = 8;
                tiff.value = (x, y, band) -> TiffBuilder.pattern(x, y, band) - (signed ? 125 : 0);
                assertHolds(tiff.write(file()), tiff);
            }
        }
    }

    @Test
    void longLzwBlocksPassThroughEveryCodeWidth() {
        TiffBuilder tiff = new TiffBuilder(200, 100, 1);
        tiff.rowsPerStrip = 100;
        tiff.compression = 5;
        assertHolds(tiff.write(file()), tiff);
    }

    @Test
    void oneUncompressedStripIsReadInLowPieces() {
        TiffBuilder tiff = new TiffBuilder(300, 1000, 3);
        tiff.rowsPerStrip = 1000;
        try (RasterReader reader = RasterReader.open(tiff.write(file()))) {
            assertThat(reader.info().blockHeight()).isLessThan(300);
            Pixels pixels = reader.read(new Window(7, 700, 2, 300), 1);
            assertThat(pixels.bands()[0][599]).isEqualTo((float) TiffBuilder.pattern(8, 999, 1));
        }
    }

    @Test
    void nanAndInfinitySayThatAPixelHasNoDataInAnyBand() {
        TiffBuilder tiff = new TiffBuilder(4, 1, 2);
        tiff.type = SampleType.FLOAT32;
        tiff.value = (x, y, band) -> x == 1 && band == 0 ? Double.NaN : x == 2 && band == 1 ? 1e300 : 5;
        assertValid(tiff, true, false, false, true);
    }

    @Test
    void aNodataValueThatIsAColourMustBeInAllBands() {
        TiffBuilder tiff = new TiffBuilder(4, 1, 2).tag(42113, "0");
        tiff.value = (x, y, band) -> x == 1 ? 0 : x == 2 && band == 1 ? 0 : 5;
        assertValid(tiff, true, false, true, true);
    }

    @Test
    void aNodataValueThatIsNoColourNeedsOneBand() {
        TiffBuilder tiff = new TiffBuilder(4, 1, 2).tag(42113, "-9999");
        tiff.type = SampleType.INT16;
        tiff.value = (x, y, band) -> x == 2 && band == 1 ? -9999 : 5;
        assertValid(tiff, true, true, false, true);
    }

    @Test
    void anInternalMaskAndAnAlphaBandSayWhereThereIsData() {
        TiffBuilder masked = new TiffBuilder(4, 1, 1).mask((x, y, band) -> x == 3 ? 0 : 1);
        assertValid(masked, true, true, true, false);
        TiffBuilder alpha = new TiffBuilder(4, 1, 4).tag(338, TiffBuilder.shorts(2));
        alpha.value = (x, y, band) -> band == 3 && x == 0 ? 0 : 9;
        assertValid(alpha, false, true, true, true);
    }

    @Test
    void aRasterOfNothingButNodataIsReadAsSuch() {
        TiffBuilder tiff = new TiffBuilder(4, 1, 3).tag(42113, "255");
        tiff.value = (x, y, band) -> 255;
        assertValid(tiff, false, false, false, false);
    }

    private void assertValid(TiffBuilder tiff, boolean... valid) {
        try (RasterReader reader = RasterReader.open(tiff.write(file()))) {
            int[] all = reader.info().bands().stream()
                    .filter(band -> band.role() != BandRole.ALPHA)
                    .mapToInt(Band::index)
                    .toArray();
            Pixels pixels = reader.read(reader.info().bounds(), all);
            for (int i = 0; i < valid.length; i++) {
                assertThat(pixels.isValid(i)).as("pixel %d", i).isEqualTo(valid[i]);
                for (float[] band : pixels.bands()) {
                    assertThat(Float.isNaN(band[i])).isEqualTo(!valid[i]);
                }
            }
        }
    }

    @Test
    void aPaletteIsReadAsColoursOrAsClasses() {
        short[] map = new short[768];
        map[3] = (short) 0xFF00;
        map[256 + 3] = (short) 0x8000;
        map[512 + 4] = (short) 0x1200;
        TiffBuilder tiff =
                new TiffBuilder(2, 1, 1).tag(262, TiffBuilder.shorts(3)).tag(320, map);
        tiff.value = (x, y, band) -> 3 + x;
        try (RasterReader colours = RasterReader.open(tiff.write(file()));
                RasterReader classes = RasterReader.openClasses(file())) {
            assertThat(colours.info().bands()).extracting(Band::role).isEqualTo(PngHeader.RGB);
            assertThat(colours.read(colours.info().bounds(), 0, 1, 2).bands())
                    .isDeepEqualTo(new float[][] {{255, 0}, {128, 0}, {0, 18}});
            assertThat(classes.read(classes.info().bounds(), 0).bands()).isDeepEqualTo(new float[][] {{3, 4}});
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "4, 5", "2, 3"})
    void namesScalesAndOffsetsOfBandsAreRead(double scale, double offset) {
        TiffBuilder tiff = new TiffBuilder(2, 2, 1).tag(42112, """
                        <GDALMetadata>
                          <Item name="SCALE" sample="0" role="scale">%s</Item>
                          <Item name="OFFSET" sample="0" role="offset">%s</Item>
                          <Item name="DESCRIPTION" sample="0" role="description">B08</Item>
                          <Item name="PLATFORM">Sentinel-2A &amp; B</Item>
                        </GDALMetadata>""".formatted(scale, offset));
        try (RasterReader reader = RasterReader.open(tiff.write(file()))) {
            assertThat(reader.info().bands())
                    .containsExactly(new Band(0, "B08", BandRole.NIR, SampleType.UINT8, scale, offset));
            assertThat(reader.info().metadata()).containsEntry("PLATFORM", "Sentinel-2A & B");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<GDALMetadata><Item", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:/etc/passwd\">]><a>&b;</a>", ""})
    void damagedMetadataDoesNotKeepPixelsFromBeingRead(String xml) {
        TiffBuilder tiff = new TiffBuilder(20, 20, 1).tag(42112, xml);
        assertHolds(tiff.write(file()), tiff);
    }

    @Test
    void pathsMayHaveSpacesAndUmlauts() {
        TiffBuilder tiff = new TiffBuilder(20, 20, 1);
        assertHolds(tiff.write(folder.resolve("Über den Wolken é.tif")), tiff);
    }

    @Test
    void aSceneOfOnePixelIsRead() {
        TiffBuilder tiff = new TiffBuilder(1, 1, 1);
        assertHolds(tiff.write(file()), tiff);
    }
}
