package io.cloudless.raster.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueScalingTest {
    private static final int SIZE = 300;
    /** A reflectance of 4/3 becomes 1. */
    private static final float WHITE_SHARE = 0.75f;

    @TempDir
    Path folder;

    @Test
    void aPictureIsTakenAsItIs() {
        float[] values = scaled(scene(SampleType.UINT8, i -> 51, 1, 0, Map.of()));

        assertThat(values[0]).isEqualTo(0.2f, within(1e-6f));
    }

    @Test
    void reflectanceTimesTenThousandIsToldByItsMagnitude() {
        float[] values = scaled(scene(SampleType.UINT16, i -> i % 2 == 0 ? 500 : 9000, 1, 0, Map.of()));

        assertThat(values[0]).isEqualTo(0.05f * WHITE_SHARE, within(1e-6f));
        assertThat(values[1]).isEqualTo(0.9f * WHITE_SHARE, within(1e-6f));
    }

    @Test
    void theFilesOwnScaleComesFirst() {
        float[] values = scaled(scene(SampleType.UINT16, i -> 12_000, 2.75e-5, -0.2, Map.of()));

        assertThat(values[0]).isEqualTo(0.13f * WHITE_SHARE, within(1e-5f));
    }

    @Test
    void sentinel2sOffsetIsTakenOffFromBaseline0400On() {
        IntToDoubleFunction dark = i -> 1500;

        assertThat(scaled(scene(SampleType.UINT16, dark, 1, 0, Map.of("PROCESSING_BASELINE", "05.09")))[0])
                .isEqualTo(0.05f * WHITE_SHARE, within(1e-6f));
        assertThat(scaled(scene(SampleType.UINT16, dark, 1, 0, Map.of("PROCESSING_BASELINE", "02.07")))[0])
                .isEqualTo(0.15f * WHITE_SHARE, within(1e-6f));
        assertThat(scaled(scene(
                        SampleType.UINT16,
                        dark,
                        1,
                        0,
                        Map.of("PROCESSING_BASELINE", "05.09", "earthsearch:boa_offset_applied", "true")))[0])
                .isEqualTo(0.15f * WHITE_SHARE, within(1e-6f));
    }

    @Test
    void unknownUnitsAreStretchedFromDarkToBright() {
        float[] values = scaled(scene(SampleType.UINT16, i -> 10_000 + i % SIZE * 100, 1, 0, Map.of()));

        assertThat(values[0]).isEqualTo(0f);
        assertThat(values[SIZE / 2]).isEqualTo(0.5f, within(0.02f));
        assertThat(values[SIZE - 1]).isEqualTo(1f);
    }

    @Test
    void aFlatSceneOfUnknownUnitIsNotBlownUp() {
        float[] values = scaled(scene(SampleType.UINT16, i -> 30_000 + i % 2, 1, 0, Map.of()));

        assertThat(values[1] - values[0]).isLessThan(0.001f);
    }

    @Test
    void floatsUpToTwoAreReflectance() {
        assertThat(scaled(scene(SampleType.FLOAT32, i -> 0.25, 1, 0, Map.of()))[7])
                .isEqualTo(0.25f * WHITE_SHARE);
    }

    @Test
    void aSceneWithoutDataIsNoError() {
        assertThat(scaled(scene(SampleType.FLOAT32, i -> Double.NaN, 1, 0, Map.of()))[7])
                .isNaN();
    }

    private float[] scaled(Path file) {
        try (RasterReader reader = RasterReader.open(file)) {
            Pixels pixels = reader.read(reader.info().bounds(), 0);
            ValueScaling.of(reader, 0).apply(pixels);
            return pixels.bands()[0];
        }
    }

    private Path scene(
            SampleType type, IntToDoubleFunction samples, double scale, double offset, Map<String, String> metadata) {
        float[] band = new float[SIZE * SIZE];
        for (int i = 0; i < band.length; i++) {
            band[i] = (float) samples.applyAsDouble(i);
        }
        Path file = folder.resolve(type + "-" + Arrays.hashCode(band) + metadata.hashCode() + ".tif");
        GeoTiffWriter.Layout layout =
                new GeoTiffWriter.Layout(SIZE, SIZE, 1, type, null, null, 64, GeoTiffWriter.Overviews.NONE, null);
        try (GeoTiffWriter writer = GeoTiffWriter.create(file, layout)) {
            writer.describe(List.of(new Band(0, "red", BandRole.RED, type, scale, offset)));
            writer.metadata(metadata);
            writer.append(new Pixels(SIZE, SIZE, new float[][] {band}));
            writer.commit();
        }
        return file;
    }
}
