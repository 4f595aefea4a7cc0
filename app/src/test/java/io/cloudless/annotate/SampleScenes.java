package io.cloudless.annotate;

import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.GeoTiffWriter;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import java.nio.file.Path;

/** Scenes whose every sample is known. */
public final class SampleScenes {
    private SampleScenes() {}

    /** What band {@code b} of {@link #uint16} holds at a pixel; never 0, which is "no data". */
    public static int sample(int band, int x, int y) {
        return 1 + (band * 7919 + x * 31 + y * 17) % 9000;
    }

    /** Three bands of 16 bits, 10 m pixels in UTM zone 32 north, all with data. */
    public static Path uint16(Path file, int width, int height) {
        return uint16(file, width, height, 0);
    }

    /** The same with so many columns at the left that have no data. */
    public static Path uint16(Path file, int width, int height, int gap) {
        float[][] bands = new float[3][width * height];
        for (int band = 0; band < bands.length; band++) {
            for (int i = 0; i < width * height; i++) {
                int x = i % width;
                bands[band][i] = x < gap ? Float.NaN : sample(band, x, i / width);
            }
        }
        Georeference place = new Georeference(500_000, 10, 0, 5_400_000, 0, -10, GeoKeys.ofEpsg(32632, true));
        GeoTiffWriter.Layout layout = new GeoTiffWriter.Layout(
                width, height, bands.length, SampleType.UINT16, 0.0, place, 64, GeoTiffWriter.Overviews.NONE);
        try (GeoTiffWriter writer = GeoTiffWriter.create(file, layout)) {
            writer.append(new Pixels(width, height, bands));
            writer.commit();
        }
        return file;
    }
}
