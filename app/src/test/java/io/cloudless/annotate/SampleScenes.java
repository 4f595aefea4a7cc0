package io.cloudless.annotate;

import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenes whose every sample is known. */
public final class SampleScenes {
    private static final int TILE = 4096;

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

    /** A TIFF of one band in tiles of 4096 pixels, none of which is stored. */
    public static Path empty(Path file, int size, int compression) throws IOException {
        int tiles = ((size - 1) / TILE + 1) * ((size - 1) / TILE + 1);
        int[][] tags = {
            {256, 1, size}, // width
            {257, 1, size}, // height
            {258, 1, 8}, // bits of a sample
            {259, 1, compression},
            {262, 1, 1}, // photometric: black is 0
            {322, 1, TILE},
            {323, 1, TILE},
            {324, tiles, 8}, // places, all 0, as
            {325, tiles, 8} // lengths
        };
        int directory = 8 + 4 * tiles;
        ByteBuffer tiff =
                ByteBuffer.allocate(directory + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(directory).position(directory);
        tiff.putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 4).putInt(tag[1]).putInt(tag[2]);
        }
        return Files.write(file, tiff.array());
    }
}
