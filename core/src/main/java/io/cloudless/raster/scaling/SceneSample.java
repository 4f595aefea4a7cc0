package io.cloudless.raster.scaling;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample of a scene's valid pixels from a grid of small windows that reaches from edge to edge; read once, when it is needed. */
public final class SceneSample {
    /** Windows along each side of the scene, and the longest edge of one. */
    private static final int WINDOWS = 8;

    private static final int WINDOW_SIZE = 128;

    /** Columns up to which the windows side by side are read at once where the file's blocks are as wide as the scene. */
    private static final int WIDEST = 16_384;

    /** Steps between 0 and 1 in which values are counted. */
    private static final int STEPS = 4096;

    private final RasterReader scene;
    private final int[] bands;

    /** Stored samples, {@code [band][pixel]}. */
    private float @Nullable [][] samples;

    private int count;

    /**
     * Reads nothing yet.
     *
     * @param bands the bands to look at
     */
    public SceneSample(RasterReader scene, int... bands) {
        this.scene = scene;
        this.bands = bands.clone();
    }

    RasterInfo scene() {
        return scene.info();
    }

    int[] bands() {
        return bands.clone();
    }

    /** Stored samples of all bands together, ascending. */
    float[] sorted() {
        float[][] read = read();
        float[] sorted = new float[bands.length * count];
        for (int band = 0; band < bands.length; band++) {
            System.arraycopy(read[band], 0, sorted, band * count, count);
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** For each band the scaled value, 0..1, below which this share of the pixels lies; 0 where there is none. */
    float[] percentiles(ValueScaling scaling, double share) {
        float[][] values =
                Arrays.stream(read()).map(band -> Arrays.copyOf(band, count)).toArray(float[][]::new);
        scaling.apply(new Pixels(count, 1, values));
        float[] percentiles = new float[bands.length];
        for (int band = 0; band < bands.length; band++) {
            int[] histogram = new int[STEPS + 1];
            for (float value : values[band]) {
                histogram[(int) (value * STEPS)]++;
            }
            int step = 0;
            for (long below = histogram[0]; below < share * count; below += histogram[step]) {
                step++;
            }
            percentiles[band] = (float) step / STEPS;
        }
        return percentiles;
    }

    private float[][] read() {
        if (samples == null) {
            RasterInfo info = scene.info();
            int[] columns = starts(info.width(), info.blockWidth());
            int[] rows = starts(info.height(), info.blockHeight());
            float[][] read = new float[bands.length][columns.length * WINDOW_SIZE * rows.length * WINDOW_SIZE];
            readWindows(columns, rows, read);
            samples = read;
        }
        return samples;
    }

    private void readWindows(int[] columns, int[] rows, float[][] to) {
        RasterInfo info = scene.info();
        boolean isStriped = info.blockWidth() >= info.width() && info.width() <= WIDEST;
        for (int y : rows) {
            List<Window> windows = Arrays.stream(columns)
                    .mapToObj(x -> new Window(x, y, WINDOW_SIZE, WINDOW_SIZE).clip(info.bounds()))
                    .toList();
            if (isStriped) {
                Window strip = new Window(0, y, info.width(), WINDOW_SIZE).clip(info.bounds());
                Pixels pixels = scene.read(strip, bands);
                windows.forEach(window -> add(pixels, window.x(), window.width(), to));
            } else {
                scene.readAll(windows, bands).forEach(pixels -> add(pixels, 0, pixels.width(), to));
            }
        }
    }

    /** The valid pixels of {@code width} columns from {@code left} on. */
    private void add(Pixels pixels, int left, int width, float[][] to) {
        for (int row = 0; row < pixels.height(); row++) {
            int start = row * pixels.width() + left;
            for (int index = start; index < start + width; index++) {
                if (pixels.isValid(index)) {
                    for (int band = 0; band < to.length; band++) {
                        to[band][count] = pixels.bands()[band][index];
                    }
                    count++;
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
