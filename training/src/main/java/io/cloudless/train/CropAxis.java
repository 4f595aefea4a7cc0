package io.cloudless.train;

import java.util.Arrays;

/**
 * How the pixels of a crop come from those of a chip along one axis: each is a weighted mean of some, bilinear, over as many
 * places as a coarse pixel covers. Beyond its edges the chip is mirrored.
 */
final class CropAxis {
    /** From here on one sample a pixel would skip pixels of the chip. */
    private static final double SUPERSAMPLED = 1.25;

    private final int taps;
    private final int[] places;
    private final float[] shares;
    private final int[] nearest;

    /**
     * @param size pixels of the crop
     * @param scale pixels of the chip for one of the crop
     * @param start place in the chip of the crop's edge
     * @param isFlipped whether the crop's first pixel is its last along the chip
     * @param length pixels of the chip
     */
    CropAxis(int size, double scale, double start, boolean isFlipped, int length) {
        int samples = scale > SUPERSAMPLED ? Math.max(2, (int) Math.ceil(scale / 2)) : 1;
        this.taps = 2 * samples;
        this.places = new int[size * taps];
        this.shares = new float[size * taps];
        this.nearest = new int[size];
        for (int pixel = 0; pixel < size; pixel++) {
            double centre = start + ((isFlipped ? size - 1 - pixel : pixel) + 0.5) * scale - 0.5;
            nearest[pixel] = (int) Math.round(mirrored(centre, length));
            for (int sample = 0; sample < samples; sample++) {
                double at = mirrored(centre + ((sample + 0.5) / samples - 0.5) * scale, length);
                int before = (int) at;
                int tap = pixel * taps + 2 * sample;
                places[tap] = before;
                places[tap + 1] = Math.min(before + 1, length - 1);
                shares[tap + 1] = (float) (at - before) / samples;
                shares[tap] = 1f / samples - shares[tap + 1];
            }
        }
    }

    /** A place beyond the chip's edge is one within, as in a mirror that stands there: 0 to {@code size - 1}. */
    private static double mirrored(double at, int size) {
        double last = size - 1.0;
        if (last == 0) {
            return 0;
        }
        double there = Math.abs(at) % (2 * last);
        return there <= last ? there : 2 * last - there;
    }

    /** The pixel of the chip that is nearest to one of the crop. */
    int nearest(int pixel) {
        return nearest[pixel];
    }

    /** Whether any pixel of the crop comes from each of the chip's. */
    boolean[] used(int length) {
        boolean[] used = new boolean[length];
        for (int place : places) {
            used[place] = true;
        }
        return used;
    }

    /** Resamples a row of the chip, which begins at {@code from}, into one of the crop's width, which begins at {@code to}. */
    void along(float[] chip, int from, float[] result, int to) {
        for (int pixel = 0; pixel < nearest.length; pixel++) {
            float sum = 0;
            for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
                sum += shares[tap] * chip[from + places[tap]];
            }
            result[to + pixel] = sum;
        }
    }

    /** Resamples rows of this width, which lie one below the other, into the one that lies at this pixel of the crop. */
    void across(float[] rows, int width, int pixel, float[] result) {
        Arrays.fill(result, 0);
        for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
            int row = places[tap] * width;
            float share = shares[tap];
            for (int i = 0; i < width; i++) {
                result[i] += share * rows[row + i];
            }
        }
    }
}
