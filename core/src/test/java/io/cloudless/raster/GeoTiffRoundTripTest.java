package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Cases;
import io.cloudless.Draw;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffRoundTripTest {
    @TempDir
    private Path folder;

    @Cases(300)
    void whatIsWrittenIsReadBack(Draw draw) throws Exception {
        int height = draw.between(1, 70);
        Layout layout = new Layout(
                draw.between(1, 70),
                height,
                draw.between(1, 4),
                draw.of(SampleType.class),
                0.0,
                null,
                16,
                draw.of(Overviews.class),
                null);
        Pixels pixels = random(layout, draw.seed());

        ParsedTiff tiff = write(layout, pixels, height);

        for (int band = 0; band < layout.bands(); band++) {
            double[] read = tiff.band(0, band);
            for (int i = 0; i < read.length; i++) {
                assertThat(read[i]).isEqualTo(pixels.bands()[band][i]);
            }
        }
    }

    @Cases(150)
    void theBytesDoNotDependOnHowManyRowsComeAtOnce(Draw draw) throws Exception {
        int height = draw.between(1, 60);
        Layout layout = new Layout(
                draw.between(1, 60), height, 3, SampleType.UINT16, 0.0, null, 16, draw.of(Overviews.class), null);
        Pixels pixels = random(layout, draw.seed());
        int rowsAtOnce = draw.between(1, 20);

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

    private ParsedTiff write(Layout layout, Pixels pixels, int rowsAtOnce) throws IOException {
        Path target = folder.resolve("raster.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            for (int y = 0; y < layout.height(); y += rowsAtOnce) {
                writer.append(rows(pixels, y, Math.min(rowsAtOnce, layout.height() - y)));
            }
            writer.commit();
            return ParsedTiff.parse(target);
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
