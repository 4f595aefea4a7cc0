package io.cloudless.detect;

import java.util.Arrays;

/**
 * Which pixels have data, row by row. A row where all have takes no memory, nor does one that has been released.
 *
 * <p>Written by one thread and read by another, each row handed over by whoever passes the rows' pixels on.
 */
final class ValidPixels {
    private static final long[] NO_GAPS = {};

    private final int width;
    private final long[][] gaps;

    ValidPixels(int width, int height) {
        this.width = width;
        this.gaps = new long[height][];
        Arrays.fill(gaps, NO_GAPS);
    }

    /**
     * Notes where a row is NaN.
     *
     * @return whether it is nowhere
     */
    boolean put(int y, float[] samples, int start) {
        int x = 0;
        while (x < width && !Float.isNaN(samples[start + x])) {
            x++;
        }
        if (x == width) {
            return true;
        }
        long[] bits = new long[(width + 63) / 64];
        for (; x < width; x++) {
            if (Float.isNaN(samples[start + x])) {
                bits[x >> 6] |= 1L << x;
            }
        }
        gaps[y] = bits;
        return false;
    }

    /** Whether all pixels of a row have data. */
    boolean isWhole(int y) {
        return gaps[y].length == 0;
    }

    boolean isValid(int x, int y) {
        long[] bits = gaps[y];
        return bits.length == 0 || (bits[x >> 6] & 1L << x) == 0;
    }

    /** This row is not asked for any more. */
    void release(int y) {
        gaps[y] = NO_GAPS;
    }
}
