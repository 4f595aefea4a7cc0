package io.cloudless.detect;

import java.util.Arrays;

/**
 * Joins the probabilities of overlapping tiles: each counts less towards its edges, where the network has seen less of
 * the surroundings. Holds one row of tiles.
 *
 * <p>Tiles must come in the same order every time, as sums of floating-point numbers depend on it.
 */
final class Blender {
    private final int width;
    private final int height;
    private final float[][] planes;
    private final float[] weights;
    private final float[] columnWeights;
    private final float[] rowWeights;
    private int top;

    /**
     * @param width of the model's grid
     * @param tileWidth columns of every tile
     * @param height rows of every tile
     */
    Blender(int width, int tileWidth, int height, int overlap, int planes) {
        this.width = width;
        this.height = height;
        this.planes = new float[planes][width * height];
        this.weights = new float[width * height];
        this.columnWeights = ramps(tileWidth, overlap);
        this.rowWeights = ramps(height, overlap);
    }

    /** Rises over the overlap to 1, and falls likewise at the end; never 0. */
    static float[] ramps(int length, int overlap) {
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            int toEdge = Math.min(i, length - 1 - i) + 1;
            weights[i] = Math.min(1, toEdge / (overlap + 1f));
        }
        return weights;
    }

    /**
     * Adds a tile of the current row of tiles.
     *
     * @param x column it begins with
     * @param probabilities its planes
     */
    void add(int x, float[] probabilities) {
        int tileWidth = columnWeights.length;
        float[] shares = new float[tileWidth];
        for (int row = 0; row < height; row++) {
            int start = row * width + x;
            for (int i = 0; i < tileWidth; i++) {
                float weight = columnWeights[i] * rowWeights[row];
                float before = weights[start + i];
                weights[start + i] = before + weight;
                shares[i] = before == 0 ? 1 : weight / (before + weight);
            }
            for (int plane = 0; plane < planes.length; plane++) {
                float[] to = planes[plane];
                int from = (plane * height + row) * tileWidth;
                for (int i = 0; i < tileWidth; i++) {
                    // In this form a mean of equal numbers is that number, to the last bit.
                    to[start + i] += (probabilities[from + i] - to[start + i]) * shares[i];
                }
            }
        }
    }

    /** The row of the model's grid that {@link #planes()} begin with. */
    int top() {
        return top;
    }

    /** Row-major, over the full width; 0 where there was no tile. */
    float[][] planes() {
        return planes;
    }

    /** Lets go of the rows above {@code row}, and makes room below. */
    void moveTo(int row) {
        int kept = (height - (row - top)) * width;
        move(weights, kept);
        for (float[] plane : planes) {
            move(plane, kept);
        }
        top = row;
    }

    private static void move(float[] values, int kept) {
        System.arraycopy(values, values.length - kept, values, 0, kept);
        Arrays.fill(values, kept, values.length, 0);
    }
}
