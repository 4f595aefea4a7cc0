package io.cloudless.detect;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scene once from top to bottom, scales its values and averages them down to the model's grid. Blocks of the file
 * are read whole: what a strip does not need yet is kept for the next.
 */
final class StripReader {
    /** Fewer rows at a time would cost, and more would not gain. */
    private static final int ROWS_AT_ONCE = 128;

    /** Samples; where whole blocks would be more, they are read in parts, and some of them twice. */
    private static final long LARGEST_CHUNK = 48L << 20;

    private final RasterReader scene;
    private final RasterInfo info;
    private final BandSelection bands;
    private final InputValues values;
    private final ModelGrid grid;
    private final PictureSink picture;
    private final ValidPixels scenePixels;
    private final ValidPixels gridPixels;

    private final float[][] sums;
    private final int[] counts;

    private @Nullable Pixels chunk;
    private int chunkTop;
    private int nextRow;

    StripReader(RasterReader scene, BandSelection bands, InputValues values, ModelGrid grid, PictureSink picture) {
        this.scene = scene;
        this.info = scene.info();
        this.bands = bands;
        this.values = values;
        this.grid = grid;
        this.picture = picture;
        this.scenePixels = new ValidPixels(info.width(), info.height());
        this.gridPixels = grid.factor() == 1 ? scenePixels : new ValidPixels(grid.width(), grid.height());
        this.sums = new float[bands.read().length][grid.width()];
        this.counts = new int[grid.width()];
    }

    /** Which pixels of the scene have data, as far as it has been read. */
    ValidPixels scenePixels() {
        return scenePixels;
    }

    /** Which pixels of the model's grid have data, as far as the scene has been read. */
    ValidPixels gridPixels() {
        return gridPixels;
    }

    /**
     * Fills a strip.
     *
     * @param y row of the model's grid to begin with
     * @param above the strip filled before, or null: has the rows that both share
     */
    void fill(Strip strip, int y, @Nullable Strip above) {
        int shared = above == null ? 0 : above.y + above.height - y;
        for (int band = 0; band < strip.planes.length && above != null; band++) {
            int start = (above.height - shared) * strip.width;
            System.arraycopy(above.planes[band], start, strip.planes[band], 0, shared * strip.width);
        }
        strip.y = y;
        for (int row = shared; row < strip.height; row++) {
            if (grid.factor() == 1) {
                copyRow(strip, row);
            } else {
                averageRow(strip, row);
            }
        }
        strip.measure();
    }

    private void copyRow(Strip strip, int row) {
        Pixels pixels = pixelsOfNextRow();
        int start = (nextRow - chunkTop) * info.width();
        for (int band = 0; band < strip.planes.length; band++) {
            System.arraycopy(pixels.bands()[band], start, strip.planes[band], row * strip.width, strip.width);
        }
        scenePixels.put(nextRow, pixels.bands()[0], start);
        nextRow++;
    }

    private void averageRow(Strip strip, int row) {
        int bottom = Math.min(nextRow + grid.factor(), info.height());
        Arrays.fill(counts, 0);
        for (float[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        while (nextRow < bottom) {
            Pixels pixels = pixelsOfNextRow();
            int start = (nextRow - chunkTop) * info.width();
            boolean isWhole = scenePixels.put(nextRow, pixels.bands()[0], start);
            count(pixels.bands()[0], start, isWhole);
            for (int band = 0; band < sums.length; band++) {
                if (isWhole) {
                    add(pixels.bands()[band], start, sums[band]);
                } else {
                    addValid(pixels.bands()[band], start, sums[band]);
                }
            }
            nextRow++;
        }
        for (int band = 0; band < sums.length; band++) {
            float[] plane = strip.planes[band];
            for (int x = 0, at = row * strip.width; x < strip.width; x++, at++) {
                // Nothing valid: 0 / 0 is NaN.
                plane[at] = sums[band][x] / counts[x];
            }
        }
        gridPixels.put(strip.y + row, strip.planes[0], row * strip.width);
    }

    private void count(float[] samples, int start, boolean isWhole) {
        int factor = grid.factor();
        for (int x = 0; x < counts.length; x++) {
            int left = x * factor;
            int right = Math.min(left + factor, info.width());
            if (isWhole) {
                counts[x] += right - left;
            } else {
                for (int at = start + left; at < start + right; at++) {
                    counts[x] += Float.isNaN(samples[at]) ? 0 : 1;
                }
            }
        }
    }

    private void add(float[] samples, int start, float[] sum) {
        int factor = grid.factor();
        int whole = info.width() / factor;
        for (int place = 0; place < factor; place++) {
            for (int x = 0, at = start + place; x < whole; x++, at += factor) {
                sum[x] += samples[at];
            }
        }
        for (int at = start + whole * factor; at < start + info.width(); at++) {
            sum[whole] += samples[at];
        }
    }

    private void addValid(float[] samples, int start, float[] sum) {
        int factor = grid.factor();
        for (int x = 0, at = start; x < sum.length; x++) {
            for (int end = Math.min(at + factor, start + info.width()); at < end; at++) {
                sum[x] += Float.isNaN(samples[at]) ? 0 : samples[at];
            }
        }
    }

    private Pixels pixelsOfNextRow() {
        Pixels pixels = chunk;
        if (pixels == null || nextRow == chunkTop + pixels.height()) {
            chunk = null; // lets go of the old before there is the new
            chunkTop = nextRow;
            pixels = scene.read(new Window(0, nextRow, info.width(), rowsAtOnce()).clip(info.bounds()), bands.read());
            values.scale(pixels);
            show(pixels);
            values.clear(pixels);
            chunk = pixels;
        }
        return pixels;
    }

    private void show(Pixels pixels) {
        float[][] channels = new float[bands.order().length][];
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel] = pixels.bands()[bands.order()[channel]];
        }
        picture.accept(nextRow, new Pixels(pixels.width(), pixels.height(), channels));
    }

    private int rowsAtOnce() {
        int block = Math.max(1, info.blockHeight());
        long blocks = (ROWS_AT_ONCE + block - 1L) / block * block;
        boolean fits = blocks * info.width() * bands.read().length <= LARGEST_CHUNK;
        return fits ? (int) blocks : ROWS_AT_ONCE;
    }
}
