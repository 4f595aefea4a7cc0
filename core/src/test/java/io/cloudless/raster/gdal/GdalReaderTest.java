package io.cloudless.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterFormat;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.TiffBuilder;
import io.cloudless.raster.Window;
import io.cloudless.raster.picture.PngHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's GDAL reads as the built-in readers do, and JPEG 2000 besides. */
class GdalReaderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        assumeTrue(Gdal.library().isPresent(), "no GDAL on this machine");
    }

    private Path gradient() throws IOException {
        try (InputStream in = GdalReaderTest.class.getResourceAsStream("/io/cloudless/raster/gradient.jp2")) {
            return Files.write(folder.resolve("Verlauf ü.jp2"), in.readAllBytes());
        }
    }

    @Test
    void jpeg2000IsRead() throws IOException {
        try (RasterReader reader = RasterReader.open(gradient())) {
            assertThat(reader.info().bands()).extracting(Band::role).isEqualTo(PngHeader.RGB);
            assertThat(reader.info().georeference())
                    .isEqualTo(new Georeference(500000, 10, 0, 5000000, 0, -10, GeoKeys.ofEpsg(32633, true)));
            Pixels pixels = reader.read(new Window(7, 5, 2, 1), 2, 0);
            assertThat(pixels.bands()).isDeepEqualTo(new float[][] {{12, 13}, {28, 32}});
        }
    }

    @Test
    void damagedJpeg2000IsRefused() throws IOException {
        Path file = gradient();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {20, 400, whole.length / 2}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        try (RasterReader reader = RasterReader.open(file)) {
                            reader.read(reader.info().bounds(), 0);
                        }
                    })
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Verlauf ü.jp2")
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodata", "mask", "alpha", "palette", "float", "georeference"})
    void bothReadersAgree(String kind) {
        Path file = tiff(kind).write(folder.resolve("scene.tif"));
        try (RasterReader own = RasterReader.open(file);
                RasterReader gdal = GdalReader.open(Gdal.library().orElseThrow(), file, RasterFormat.TIFF, true)) {
            assertThat(gdal.info().bands()).isEqualTo(own.info().bands());
            assertThat(gdal.info().nodata()).isEqualTo(own.info().nodata());
            assertThat(gdal.info().georeference()).isEqualTo(own.info().georeference());
            int[] bands = IntStream.range(0, own.info().bands().size()).toArray();
            Window window = new Window(3, 2, 15, 13);
            // Compared as text, in which NaN equals NaN.
            assertThat(Arrays.deepToString(gdal.read(window, bands).bands()))
                    .isEqualTo(Arrays.deepToString(own.read(window, bands).bands()));
        }
    }

    private static TiffBuilder tiff(String kind) {
        TiffBuilder tiff = new TiffBuilder(20, 16, kind.equals("palette") ? 1 : kind.equals("alpha") ? 4 : 3);
        switch (kind) {
            case "nodata" -> {
                tiff.tag(42113, "7");
                tiff.value = (x, y, band) -> x % 3 == 0 ? 7 : x + band;
            }
            case "mask" -> tiff.mask((x, y, band) -> (x + y) % 5);
            case "alpha" -> tiff.tag(338, TiffBuilder.shorts(2)).value = (x, y, band) -> band == 3 ? x % 2 * 255 : y;
            case "palette" -> tiff.tag(262, TiffBuilder.shorts(3)).tag(320, ramp());
            case "float" -> {
                tiff.type = SampleType.FLOAT32;
                tiff.value = (x, y, band) -> x == 5 ? Double.NaN : x / 8.0 + band;
            }
            default ->
                tiff.tag(33550, new double[] {10, 10, 0})
                        .tag(33922, new double[] {0, 0, 0, 500000, 5000000, 0})
                        .tag(34735, GeoKeys.ofEpsg(32633, true).directory());
        }
        return tiff;
    }

    private static short[] ramp() {
        short[] map = new short[768];
        for (int i = 0; i < 768; i++) {
            map[i] = (short) (i % 256 * 257);
        }
        return map;
    }
}
