package io.cloudless.train;

import io.cloudless.dataset.Chip;
import java.util.SplittableRandom;

/**
 * A square cut from a chip at a random place, size and orientation; where it is larger than the chip, the chip is mirrored at
 * its edges.
 *
 * @param size edge of the result in pixels
 * @param scale pixels of the chip for one of the result
 * @param left column of the chip at the result's left edge
 * @param top row of the chip at the result's upper edge
 * @param orientation 0-7: bit 0 flips columns, bit 1 flips rows, bit 2 swaps both
 */
record Crop(int size, double scale, double left, double top, int orientation) {
    private static final double SMALLEST_SCALE = 0.5;
    private static final double LARGEST_SCALE = 2;
    /** Finer pixels than any that were labelled: clouds are large and soft. */
    private static final double CLOSE_UP_SCALE = 0.15;
    /** Coarser ones: clouds are specks. */
    private static final double DISTANT_SCALE = 6;

    /** Of close-ups and of distant views, each. */
    private static final double RARE = 0.12;

    /** From here on one sample a pixel would skip pixels of the chip. */
    private static final double SUPERSAMPLED = 1.25;

    static Crop random(Chip chip, int size, SplittableRandom random) {
        int width = chip.pixels().width();
        int height = chip.pixels().height();
        double kind = random.nextDouble();
        double smallest = kind < RARE ? CLOSE_UP_SCALE : SMALLEST_SCALE;
        double largest = kind > 1 - RARE ? DISTANT_SCALE : LARGEST_SCALE;
        double scale = smallest * Math.pow(largest / smallest, random.nextDouble());
        return new Crop(
                size,
                scale,
                random.nextDouble() * (width - size * scale),
                random.nextDouble() * (height - size * scale),
                random.nextInt(8));
    }

    /** The image, bands interleaved: {@code size * size * bands} values. */
    float[] image(Chip chip) {
        int bands = chip.pixels().bands().length;
        float[] result = new float[size * size * bands];
        int samples = scale > SUPERSAMPLED ? Math.max(2, (int) Math.ceil(scale / 2)) : 1;
        float share = 1f / (samples * samples);
        for (int row = 0; row < samples; row++) {
            double shiftY = ((row + 0.5) / samples - 0.5) * scale;
            for (int column = 0; column < samples; column++) {
                double shiftX = ((column + 0.5) / samples - 0.5) * scale;
                for (int v = 0; v < size; v++) {
                    for (int u = 0; u < size; u++) {
                        addBilinear(chip, x(u, v) + shiftX, y(u, v) + shiftY, share, result, (v * size + u) * bands);
                    }
                }
            }
        }
        return result;
    }

    /** The truth: {@code size * size} class codes, each the nearest pixel's. */
    byte[] mask(Chip chip) {
        int width = chip.pixels().width();
        int height = chip.pixels().height();
        byte[] result = new byte[size * size];
        for (int v = 0; v < size; v++) {
            for (int u = 0; u < size; u++) {
                int x = (int) Math.round(mirrored(x(u, v), width));
                int y = (int) Math.round(mirrored(y(u, v), height));
                result[v * size + u] = chip.mask()[y * width + x];
            }
        }
        return result;
    }

    private double x(int u, int v) {
        return left + (column(orientation, u, v, size) + 0.5) * scale - 0.5;
    }

    private double y(int u, int v) {
        return top + (row(orientation, u, v, size) + 0.5) * scale - 0.5;
    }

    /** Column of a square of this size that is seen at column {@code u} and row {@code v} of the turned one. */
    static int column(int orientation, int u, int v, int size) {
        int along = (orientation & 4) == 0 ? u : v;
        return (orientation & 1) == 0 ? along : size - 1 - along;
    }

    /** Row of a square of this size that is seen at column {@code u} and row {@code v} of the turned one. */
    static int row(int orientation, int u, int v, int size) {
        int along = (orientation & 4) == 0 ? v : u;
        return (orientation & 2) == 0 ? along : size - 1 - along;
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

    private static void addBilinear(Chip chip, double x, double y, float share, float[] result, int at) {
        int width = chip.pixels().width();
        int height = chip.pixels().height();
        double mirroredX = mirrored(x, width);
        double mirroredY = mirrored(y, height);
        int x0 = (int) mirroredX;
        int y0 = (int) mirroredY;
        float fx = (float) (mirroredX - x0);
        float fy = (float) (mirroredY - y0);
        int here = y0 * width + x0;
        int right = x0 + 1 < width ? 1 : 0;
        int below = y0 + 1 < height ? width : 0;
        float[][] bands = chip.pixels().bands();
        for (int band = 0; band < bands.length; band++) {
            float[] samples = bands[band];
            float upper = samples[here] + fx * (samples[here + right] - samples[here]);
            float lower = samples[here + below] + fx * (samples[here + below + right] - samples[here + below]);
            result[at + band] += share * (upper + fy * (lower - upper));
        }
    }
}
