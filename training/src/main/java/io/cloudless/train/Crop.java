package io.cloudless.train;

import io.cloudless.dataset.Chip;
import java.util.SplittableRandom;

/**
 * A square cut from a chip at a random place, size and orientation.
 *
 * @param size edge of the result in pixels
 * @param scale pixels of the chip for one of the result
 * @param left column of the chip at the result's left edge
 * @param top row of the chip at the result's upper edge
 * @param orientation 0-7: bit 0 flips columns, bit 1 flips rows, bit 2 swaps both
 */
record Crop(int size, double scale, double left, double top, int orientation) {
    private static final double SMALLEST_SCALE = 0.5;
    /** Of one crop in eight: a picture of finer pixels than any that was labelled, whose clouds are large and soft. */
    private static final double CLOSE_UP_SCALE = 0.15;

    private static final double CLOSE_UPS = 0.125;
    private static final double LARGEST_SCALE = 2;
    /** From here on one sample a pixel would skip pixels of the chip. */
    private static final double SUPERSAMPLED = 1.25;

    static Crop random(Chip chip, int size, SplittableRandom random) {
        int width = chip.pixels().width();
        int height = chip.pixels().height();
        double largest = Math.min(LARGEST_SCALE, Math.min(width, height) / (double) size);
        double lowest = random.nextDouble() < CLOSE_UPS ? CLOSE_UP_SCALE : SMALLEST_SCALE;
        double smallest = Math.min(lowest, largest);
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
        double[] shifts = scale > SUPERSAMPLED ? new double[] {-0.25 * scale, 0.25 * scale} : new double[] {0};
        float share = 1f / (shifts.length * shifts.length);
        for (double shiftY : shifts) {
            for (double shiftX : shifts) {
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
                int x = Math.max(0, Math.min(width - 1, (int) Math.round(x(u, v))));
                int y = Math.max(0, Math.min(height - 1, (int) Math.round(y(u, v))));
                result[v * size + u] = chip.mask()[y * width + x];
            }
        }
        return result;
    }

    private double x(int u, int v) {
        int along = (orientation & 4) == 0 ? u : v;
        int column = (orientation & 1) == 0 ? along : size - 1 - along;
        return left + (column + 0.5) * scale - 0.5;
    }

    private double y(int u, int v) {
        int along = (orientation & 4) == 0 ? v : u;
        int row = (orientation & 2) == 0 ? along : size - 1 - along;
        return top + (row + 0.5) * scale - 0.5;
    }

    private static void addBilinear(Chip chip, double x, double y, float share, float[] result, int at) {
        int width = chip.pixels().width();
        int height = chip.pixels().height();
        double clampedX = Math.max(0, Math.min(width - 1, x));
        double clampedY = Math.max(0, Math.min(height - 1, y));
        int x0 = (int) clampedX;
        int y0 = (int) clampedY;
        float fx = (float) (clampedX - x0);
        float fy = (float) (clampedY - y0);
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
