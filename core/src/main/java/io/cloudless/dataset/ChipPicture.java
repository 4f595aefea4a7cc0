package io.cloudless.dataset;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.Resampling;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What happens to a chip's picture between its scene and its PNG. Values are 0 to 1. */
final class ChipPicture {
    private ChipPicture() {}

    /** Values where there are none become black. */
    static void fillMissing(Pixels pixels) {
        for (float[] band : pixels.bands()) {
            for (int i = 0; i < band.length; i++) {
                band[i] = Float.isNaN(band[i]) ? 0 : band[i];
            }
        }
    }

    /** Scaled to a square, whatever its proportions were: a detector that classifies regions does the same with them. */
    static Pixels toSquare(Pixels pixels, int size) {
        Resampling resampling = new Resampling(pixels.width(), pixels.height(), size, size);
        float[][] bands = new float[pixels.bands().length][size * size];
        for (int i = 0; i < bands.length; i++) {
            resampling.apply(pixels.bands()[i], pixels.width(), 0, 0, FloatBuffer.wrap(bands[i]));
        }
        return new Pixels(size, size, bands);
    }

    /** A square turned clockwise by a quarter. */
    static Pixels turned(Pixels square) {
        int size = square.width();
        float[][] bands = new float[square.bands().length][size * size];
        for (int i = 0; i < bands.length; i++) {
            for (int pixel = 0; pixel < size * size; pixel++) {
                bands[i][pixel % size * size + size - 1 - pixel / size] = square.bands()[i][pixel];
            }
        }
        return new Pixels(size, size, bands);
    }

    /** Writes three bands as an 8-bit PNG of red, green and blue. */
    static void write(Pixels pixels, Path file) throws IOException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        int[] rgb = new int[pixels.width() * pixels.height()];
        for (float[] band : pixels.bands()) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = rgb[i] << 8 | Math.round(255 * Math.max(0, Math.min(1, band[i])));
            }
        }
        image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), rgb);
        ImageIO.write(image, "png", file.toFile());
    }
}
