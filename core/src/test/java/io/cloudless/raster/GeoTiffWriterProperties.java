package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.GeoTiffWriter.Layout;
import io.cloudless.raster.GeoTiffWriter.Overviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GeoTiffWriterProperties {
    @Property(tries = 150)
    void whatIsWrittenIsReadBack(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 1, max = 4) int bands,
            @ForAll SampleType type,
            @ForAll Overviews overviews,
            @ForAll long seed)
            throws Exception {
        Layout layout = new Layout(width, height, bands, type, 0.0, null, 16, overviews, null);
        Pixels pixels = random(layout, seed);

        ParsedTiff tiff = write(layout, pixels, height);

        for (int band = 0; band < bands; band++) {
            double[] read = tiff.band(0, band);
            for (int i = 0; i < read.length; i++) {
                assertThat(read[i]).isEqualTo(pixels.bands()[band][i]);
            }
        }
    }

    @Property(tries = 60)
    void theBytesDoNotDependOnHowManyRowsComeAtOnce(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 20) int rowsAtOnce,
            @ForAll Overviews overviews,
            @ForAll long seed)
            throws Exception {
        Layout layout = new Layout(width, height, 3, SampleType.UINT16, 0.0, null, 16, overviews, null);
        Pixels pixels = random(layout, seed);

        assertThat(write(layout, pixels, rowsAtOnce).file())
                .isEqualTo(write(layout, pixels, height).file());
    }

    private static Pixels random(Layout layout, long seed) {
        Random random = new Random(seed);
        float[][] bands = new float[layout.bands()][layout.width() * layout.height()];
        int limit = 1 << Math.min(23, 8 * layout.type().bytes());
        for (float[] band : bands) {
            for (int i = 0; i < band.length; i++) {
                int sample = random.nextInt(limit);
                boolean signed = layout.type() == SampleType.INT8
                        || layout.type() == SampleType.INT16
                        || layout.type() == SampleType.INT32;
                band[i] = layout.type().isFloat() ? sample / 7f : signed ? sample - limit / 2 : sample;
            }
        }
        return new Pixels(layout.width(), layout.height(), bands);
    }

    private static ParsedTiff write(Layout layout, Pixels pixels, int rowsAtOnce) throws IOException {
        Path folder = Files.createTempDirectory("geotiff");
        Path target = folder.resolve("raster.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            for (int y = 0; y < layout.height(); y += rowsAtOnce) {
                writer.append(rows(pixels, y, Math.min(rowsAtOnce, layout.height() - y)));
            }
            writer.commit();
            return ParsedTiff.parse(target);
        } finally {
            Files.deleteIfExists(target);
            Files.delete(folder);
        }
    }

    private static Pixels rows(Pixels pixels, int from, int count) {
        float[][] bands = new float[pixels.bands().length][count * pixels.width()];
        for (int band = 0; band < bands.length; band++) {
            System.arraycopy(pixels.bands()[band], from * pixels.width(), bands[band], 0, bands[band].length);
        }
        return new Pixels(pixels.width(), count, bands);
    }
}
