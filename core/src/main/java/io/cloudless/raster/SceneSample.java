package io.cloudless.raster;

import java.util.Arrays;

/** A sample of a scene's values from a grid of small windows that reaches from edge to edge. */
final class SceneSample {
    /** Windows along each side of the scene, and the longest edge of one. */
    private static final int WINDOWS = 8;

    private static final int WINDOW_SIZE = 128;

    /** Columns up to which the windows side by side are read at once where the file's blocks are as wide as the scene. */
    private static final int WIDEST = 16_384;

    /** Steps between 0 and 1 in which values are counted. */
    private static final int STEPS = 4096;

    private SceneSample() {}

    /** Is shown a valid pixel by its index among others. */
    private interface Visitor {
        void see(Pixels pixels, int index);
    }

    /** Stored samples of all valid pixels looked at, of all these bands together, ascending. */
    static double[] sorted(RasterReader scene, int... bands) {
        double[] sample = new double[WINDOWS * WINDOWS * WINDOW_SIZE * WINDOW_SIZE * bands.length];
        int[] count = {0};
        read(scene, bands, (pixels, index) -> {
            for (float[] band : pixels.bands()) {
                sample[count[0]++] = band[index];
            }
        });
        double[] sorted = Arrays.copyOf(sample, count[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * For each band the scaled value, 0..1, below which this share of the valid pixels looked at lies; 0 where none is valid.
     */
    static float[] percentiles(RasterReader scene, ValueScaling scaling, double share, int... bands) {
        int[][] histogram = new int[bands.length][STEPS + 1];
        int[] count = {0};
        read(scene, bands, (pixels, index) -> {
            for (int band = 0; band < bands.length; band++) {
                histogram[band][(int) (scaling.value(band, pixels.bands()[band][index]) * STEPS)]++;
            }
            count[0]++;
        });
        float[] percentiles = new float[bands.length];
        for (int band = 0; band < bands.length; band++) {
            int step = 0;
            for (long below = histogram[band][0]; below < share * count[0]; below += histogram[band][step]) {
                step++;
            }
            percentiles[band] = (float) step / STEPS;
        }
        return percentiles;
    }

    /** Passes on each valid pixel that is looked at: the pixels around it and its index among them. */
    private static void read(RasterReader scene, int[] bands, Visitor pixel) {
        RasterInfo info = scene.info();
        boolean isStriped = info.blockWidth() >= info.width() && info.width() <= WIDEST;
        int[] columns = starts(info.width(), info.blockWidth());
        for (int y : starts(info.height(), info.blockHeight())) {
            if (isStriped) {
                Window strip = new Window(0, y, info.width(), WINDOW_SIZE).clip(info.bounds());
                Pixels pixels = scene.read(strip, bands);
                for (int x : columns) {
                    Window window = new Window(x, y, WINDOW_SIZE, WINDOW_SIZE).clip(info.bounds());
                    pass(pixels, x, window.width(), pixel);
                }
            } else {
                for (int x : columns) {
                    Window window = new Window(x, y, WINDOW_SIZE, WINDOW_SIZE).clip(info.bounds());
                    pass(scene.read(window, bands), 0, window.width(), pixel);
                }
            }
        }
    }

    /** The valid pixels of {@code width} columns from {@code left} on. */
    private static void pass(Pixels pixels, int left, int width, Visitor pixel) {
        for (int row = 0; row < pixels.height(); row++) {
            int start = row * pixels.width() + left;
            for (int index = start; index < start + width; index++) {
                if (pixels.isValid(index)) {
                    pixel.see(pixels, index);
                }
            }
        }
    }

    /** Where windows begin along one side; at a block's edge where blocks are large, so that each is decoded once. */
    private static int[] starts(int size, int block) {
        int count = Math.min(WINDOWS, (size + WINDOW_SIZE - 1) / WINDOW_SIZE);
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            int even = (int) ((long) i * (size - WINDOW_SIZE) / (count - 1));
            starts[i] = block >= WINDOW_SIZE && block < size ? even / block * block : even;
        }
        return starts;
    }
}
