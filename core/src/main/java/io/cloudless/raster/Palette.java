package io.cloudless.raster;

import io.cloudless.raster.tiff.TiffPage;
import java.util.Locale;

/** The colours that the samples of an indexed picture stand for. */
public final class Palette {
    private final float[][] colours;

    /** @param colours red, green and blue of each index, 0 to 255 */
    public Palette(float[][] colours) {
        this.colours = colours;
    }

    /** The ColorMap tag: all reds, all greens, all blues, each of 16 bits. */
    public static Palette of(TiffPage page, int bits) {
        int size = 1 << bits;
        long[] map = page.integers(TiffPage.COLOR_MAP, 3 * size);
        if (map.length < 3 * size) {
            throw page.file()
                    .damaged(String.format(Locale.ROOT, "its palette has %,d of %,d values", map.length, 3 * size));
        }
        float[][] colours = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < size; i++) {
                colours[c][i] = map[c * size + i] >> 8;
            }
        }
        return new Palette(colours);
    }

    /** The colours of these pixels, one array for each of the bands asked for: 0 red, 1 green, 2 blue. */
    public float[][] expand(float[] indices, int... bands) {
        float[][] expanded = new float[bands.length][indices.length];
        for (int b = 0; b < bands.length; b++) {
            float[] colour = colours[bands[b]];
            for (int i = 0; i < indices.length; i++) {
                expanded[b][i] = colour[(int) indices[i]];
            }
        }
        return expanded;
    }
}
