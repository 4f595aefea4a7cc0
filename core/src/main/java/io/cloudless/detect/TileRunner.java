package io.cloudless.detect;

import io.cloudless.model.Inference;
import io.cloudless.model.Model;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Runs the network on tiles, one at a time, on one thread. */
final class TileRunner implements AutoCloseable {
    private final Inference inference;
    private final int[] order;
    private final int step;
    private final Decision decision;

    private float[] row = new float[0];

    /** @param order for each input channel the strip's plane */
    TileRunner(Model model, int[] order, Decision decision) {
        this.inference = model.inference();
        this.order = order.clone();
        this.step = model.sizeStep();
        this.decision = decision;
    }

    /**
     * Runs the network on the columns {@code [x, x + width)} of a strip.
     *
     * @param planes takes those of the {@link Decision}, each of the tile's size
     * @return whether there are any data in the tile; if not, {@code planes} is as it was
     */
    boolean run(Strip strip, int x, int width, float[] planes) {
        int paddedWidth = padded(width);
        int paddedHeight = padded(strip.height);
        FloatBuffer input = inference.input(1, paddedHeight, paddedWidth);
        if (row.length != paddedWidth) {
            row = new float[paddedWidth];
        }
        for (int channel = 0; channel < order.length; channel++) {
            float[] plane = strip.planes[order[channel]];
            float fill = strip.isWhole ? 0 : mean(plane, strip, x, width);
            if (Float.isNaN(fill)) {
                return false;
            }
            fill(input, channel * paddedWidth * paddedHeight, strip, plane, x, width, fill);
        }
        take(inference.run(), planes, width, strip.height);
        return true;
    }

    private int padded(int edge) {
        return (edge + step - 1) / step * step;
    }

    /** NaN where there is no value at all. */
    private static float mean(float[] plane, Strip strip, int x, int width) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < strip.height; y++) {
            int start = y * strip.width + x;
            for (int at = start; at < start + width; at++) {
                if (!Float.isNaN(plane[at])) {
                    sum += plane[at];
                    count++;
                }
            }
        }
        return (float) (sum / count);
    }

    /** Copies a plane into the input; gaps get the mean of the rest, the padding mirrors what lies before it. */
    private void fill(FloatBuffer input, int to, Strip strip, float[] plane, int x, int width, float mean) {
        int paddedWidth = padded(width);
        int paddedHeight = padded(strip.height);
        for (int y = 0; y < paddedHeight; y++) {
            int start = mirror(y, strip.height) * strip.width + x;
            System.arraycopy(plane, start, row, 0, width);
            for (int i = 0; i < width && !strip.isWhole; i++) {
                row[i] = Float.isNaN(row[i]) ? mean : row[i];
            }
            for (int i = width; i < paddedWidth; i++) {
                row[i] = row[mirror(i, width)];
            }
            input.put(to + y * paddedWidth, row);
        }
    }

    /** The index below {@code size} that lies behind {@code index} in mirrors at both ends, which are not repeated. */
    static int mirror(int index, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int phase = index % period;
        return phase < size ? phase : period - phase;
    }

    private void take(FloatBuffer answer, float[] planes, int width, int height) {
        int paddedWidth = padded(width);
        int area = paddedWidth * padded(height);
        Arrays.fill(planes, 0, decision.planes() * width * height, 0);
        for (int known = 0; known < decision.factors().length; known++) {
            for (int y = 0; y < height && decision.asksFor(known); y++) {
                answer.get(known * area + y * paddedWidth, row, 0, width);
                for (int plane = 0; plane < decision.planes(); plane++) {
                    add(decision.factors()[known][plane], planes, (plane * height + y) * width, width);
                }
            }
        }
    }

    private void add(float factor, float[] planes, int to, int width) {
        if (factor != 0) {
            for (int i = 0; i < width; i++) {
                planes[to + i] += row[i] * factor;
            }
        }
    }

    @Override
    public void close() {
        inference.close();
    }
}
