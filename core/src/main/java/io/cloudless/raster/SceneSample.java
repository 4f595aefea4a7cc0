package io.cloudless.raster;

import java.util.Arrays;

/** A sample of a scene's values from a grid of small windows that reaches from edge to edge. */
final class SceneSample {
    /** Windows along each side of the scene, and the longest edge of one. */
    private static final int WINDOWS = 8;

    private static final int WINDOW_SIZE = 128;

    private SceneSample() {}

    /** Stored samples of all valid pixels looked at, of all these bands together, ascending. */
    static double[] sorted(RasterReader scene, int... bands) {
        RasterInfo info = scene.info();
        double[] sample = new double[WINDOWS * WINDOWS * WINDOW_SIZE * WINDOW_SIZE * bands.length];
        int count = 0;
        for (int y : starts(info.height(), info.blockHeight())) {
            for (int x : starts(info.width(), info.blockWidth())) {
                Window window = new Window(x, y, WINDOW_SIZE, WINDOW_SIZE).clip(info.bounds());
                Pixels pixels = scene.read(window, bands);
                for (int i = 0; i < window.area(); i++) {
                    for (int band = 0; band < bands.length && pixels.isValid(i); band++) {
                        sample[count++] = pixels.bands()[band][i];
                    }
                }
            }
        }
        double[] sorted = Arrays.copyOf(sample, count);
        Arrays.sort(sorted);
        return sorted;
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
