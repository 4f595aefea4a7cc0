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
        CropAxis columns = columns(chip);
        CropAxis rows = rows(chip);
        int width = chip.pixels().width();
        float[][] bands = chip.pixels().bands();
        boolean[] used = rows.used(chip.pixels().height());
        float[] result = new float[size * size * bands.length];
        float[] narrowed = new float[used.length * size];
        float[] line = new float[size];
        for (int band = 0; band < bands.length; band++) {
            for (int y = 0; y < used.length; y++) {
                if (used[y]) {
                    columns.along(bands[band], y * width, narrowed, y * size);
                }
            }
            for (int row = 0; row < size; row++) {
                rows.across(narrowed, size, row, line);
                for (int column = 0; column < size; column++) {
                    result[index(column, row) * bands.length + band] = line[column];
                }
            }
        }
        return result;
    }

    /** The truth: {@code size * size} class codes, each the nearest pixel's. */
    byte[] mask(Chip chip) {
        byte[] result = new byte[size * size];
        int[] nearest = nearest(chip);
        for (int i = 0; i < result.length; i++) {
            result[i] = chip.mask()[nearest[i]];
        }
        return result;
    }

    /** For each pixel of the result, row by row, the chip's that is nearest: its row-major index. */
    int[] nearest(Chip chip) {
        CropAxis columns = columns(chip);
        CropAxis rows = rows(chip);
        int[] result = new int[size * size];
        for (int row = 0; row < size; row++) {
            int line = rows.nearest(row) * chip.pixels().width();
            for (int column = 0; column < size; column++) {
                result[index(column, row)] = line + columns.nearest(column);
            }
        }
        return result;
    }

    private CropAxis columns(Chip chip) {
        return new CropAxis(
                size, scale, left, (orientation & 1) != 0, chip.pixels().width());
    }

    private CropAxis rows(Chip chip) {
        return new CropAxis(
                size, scale, top, (orientation & 2) != 0, chip.pixels().height());
    }

    /** Where a pixel lies whose column and row along the chip are these. */
    private int index(int column, int row) {
        return (orientation & 4) == 0 ? row * size + column : column * size + row;
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
}
