package io.cloudless.raster;

import java.nio.FloatBuffer;

/**
 * Brings a part of a plane of values to another size, by the triangle filter: linear between pixels where there are to be
 * more of them, and where fewer a mean weighted over all that one stands for, so that nothing flickers. The same as
 * Pillow's {@code BILINEAR}.
 *
 * <p>Nothing outside of the part has any influence.
 */
public final class Resampling {
    private final Axis columns;
    private final Axis rows;
    private final float[] narrow;

    /**
     * @param partWidth columns that there are
     * @param partHeight rows that there are
     * @param width columns that there are to be
     * @param height rows that there are to be
     */
    public Resampling(int partWidth, int partHeight, int width, int height) {
        if (Math.min(Math.min(partWidth, partHeight), Math.min(width, height)) < 1) {
            throw new IllegalArgumentException(
                    "From " + partWidth + " x " + partHeight + " to " + width + " x " + height + " pixels");
        }
        this.columns = new Axis(partWidth, width);
        this.rows = new Axis(partHeight, height);
        this.narrow = new float[width * partHeight];
    }

    /**
     * Resizes a part.
     *
     * @param plane row-major, without NaN in the part
     * @param stride columns of the plane
     * @param x column at which the part begins
     * @param y row at which the part begins
     * @param into gets the rows one after the other
     */
    public void apply(float[] plane, int stride, int x, int y, FloatBuffer into) {
        for (int row = 0; row < rows.size; row++) {
            int start = (y + row) * stride + x;
            for (int column = 0; column < columns.resized; column++) {
                float sum = 0;
                float[] weights = columns.weights[column];
                int at = start + columns.from[column];
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * plane[at + i];
                }
                narrow[row * columns.resized + column] = sum;
            }
        }
        for (int row = 0; row < rows.resized; row++) {
            float[] weights = rows.weights[row];
            for (int column = 0; column < columns.resized; column++) {
                float sum = 0;
                int at = rows.from[row] * columns.resized + column;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * narrow[at + i * columns.resized];
                }
                into.put(sum);
            }
        }
    }

    /** Which pixels of a line each new one is made of, and how much it takes of them. */
    private static final class Axis {
        final int size;
        final int resized;
        final int[] from;
        final float[][] weights;

        Axis(int size, int resized) {
            this.size = size;
            this.resized = resized;
            this.from = new int[resized];
            this.weights = new float[resized][];
            double scale = (double) size / resized;
            double reach = Math.max(1, scale);
            for (int i = 0; i < resized; i++) {
                double centre = (i + 0.5) * scale;
                from[i] = Math.max(0, (int) (centre - reach + 0.5));
                int to = Math.min(size, (int) (centre + reach + 0.5));
                weights[i] = triangle(from[i], to, centre, reach);
            }
        }

        private static float[] triangle(int from, int to, double centre, double reach) {
            double[] heights = new double[to - from];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                heights[i] = Math.max(0, 1 - Math.abs(from + i + 0.5 - centre) / reach);
                sum += heights[i];
            }
            float[] weights = new float[heights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (heights[i] / sum);
            }
            return weights;
        }
    }
}
