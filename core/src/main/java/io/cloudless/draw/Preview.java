package io.cloudless.draw;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.ValueScaling;
import io.cloudless.raster.Window;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * A scene in natural colours, small enough to look at: each of its pixels is the mean of {@code step x step} of the
 * scene's, the last row and column of as many as are left.
 *
 * @param step how many of the scene's pixels, in each direction, became one
 * @param image the picture; {@link #NO_DATA} where the scene has no data
 */
record Preview(int step, BufferedImage image) {
    static final int NO_DATA = 0xDDE2E7;

    private static final BandRole[] COLOURS = {BandRole.RED, BandRole.GREEN, BandRole.BLUE};

    /** Reads a scene strip by strip, so that its size does not matter. */
    static Preview of(Path file, int greatestEdge) {
        try (RasterReader reader = RasterReader.open(file)) {
            RasterInfo info = reader.info();
            int[] bands = colours(info.bands());
            ValueScaling scaling = ValueScaling.of(reader, bands);
            int step = ceilDiv(Math.max(info.width(), info.height()), greatestEdge);
            int width = ceilDiv(info.width(), step);
            int height = ceilDiv(info.height(), step);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int row = 0; row < height; row++) {
                Window strip = new Window(0, row * step, info.width(), step).clip(info.bounds());
                Pixels pixels = reader.read(strip, bands);
                scaling.apply(pixels);
                for (int column = 0; column < width; column++) {
                    image.setRGB(column, row, mean(pixels, column * step, step));
                }
            }
            return new Preview(step, image);
        }
    }

    /** Where the codes of a mask of the scene are looked up for a pixel of the picture: its middle. */
    int source(int previewPixel, int sceneSize) {
        return Math.min(previewPixel * step + step / 2, sceneSize - 1);
    }

    /** Bands to show as red, green and blue; where a file does not tell, its first three or its first alone. */
    private static int[] colours(List<Band> bands) {
        int[] indices = new int[COLOURS.length];
        for (int i = 0; i < indices.length; i++) {
            BandRole role = COLOURS[i];
            int fallback = bands.size() >= COLOURS.length ? i : 0;
            indices[i] = bands.stream()
                    .filter(band -> band.role() == role)
                    .mapToInt(Band::index)
                    .findFirst()
                    .orElse(fallback);
        }
        return indices;
    }

    private static int mean(Pixels pixels, int left, int step) {
        int right = Math.min(left + step, pixels.width());
        float[] sum = new float[COLOURS.length];
        int valid = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int i = y * pixels.width() + left; i < y * pixels.width() + right; i++) {
                if (pixels.isValid(i)) {
                    valid++;
                    for (int band = 0; band < sum.length; band++) {
                        sum[band] += pixels.bands()[band][i];
                    }
                }
            }
        }
        if (valid == 0) {
            return NO_DATA;
        }
        int rgb = 0;
        for (float band : sum) {
            rgb = rgb << 8 | Math.round(band / valid * 255);
        }
        return rgb;
    }

    /** {@code Math.ceilDiv} came with Java 18. */
    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
