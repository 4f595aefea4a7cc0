package io.cloudless.raster;

import java.nio.FloatBuffer;

/**
 * Brings a part of a plane of values to another size, by cubic convolution (Keys, IEEE Transactions on Acoustics, Speech,
 * and Signal Processing 29, 1981): smooth between pixels where there are to be more of them, and where fewer a mean weighted
 * over all that one stands for, so that nothing flickers. The same as Pillow's {@code BICUBIC}.
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
     * @param plane values 0..1, row-major, without NaN in the part
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
                into.put(Math.max(0, Math.min(1, sum))); // the filter sharpens, beyond black and white too
            }
        }
    }

    /** Which pixels of a line each new one is made of, and how much it takes of them. */
    private static final class Axis {
        /** How far a pixel has influence, in pixels of the coarser of the two sizes. */
        private static final int REACH = 2;

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
            double unit = Math.max(1, scale);
            double reach = REACH * unit;
            for (int i = 0; i < resized; i++) {
                double centre = (i + 0.5) * scale;
                from[i] = Math.max(0, (int) (centre - reach + 0.5));
                int to = Math.min(size, (int) (centre + reach + 0.5));
                weights[i] = weights(from[i], to, centre, unit);
            }
        }

        private static float[] weights(int from, int to, double centre, double unit) {
            double[] heights = new double[to - from];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                heights[i] = cubic(Math.abs(from + i + 0.5 - centre) / unit);
                sum += heights[i];
            }
            float[] weights = new float[heights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (heights[i] / sum);
            }
            return weights;
        }

        /** Keys' kernel, with his choice of the slope at 1, -1/2. */
        private static double cubic(double x) {
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    }
}
