package io.cloudless.detect;

import java.util.Arrays;

/**
 * Brings rows of the model's grid to the width of the scene: linear between the centres of two neighbours, from the valid one
 * of them alone where the other is NaN.
 */
final class RowEnlargement {
    private final int factor;
    private final int width;

    /** The first column whose centre lies right of the first centre of the model's grid. */
    private final int start;

    /**
     * @param factor pixels of the scene in one of the model's grid, along an axis
     * @param width of the scene
     */
    RowEnlargement(int factor, int width) {
        this.factor = factor;
        this.width = width;
        this.start = factor / 2;
    }

    /**
     * @param from a row of the model's grid
     * @param to takes the row of the scene
     * @param isWhole whether there is no NaN
     */
    void apply(float[] from, float[] to, boolean isWhole) {
        int last = from.length - 1;
        Arrays.fill(to, 0, Math.min(start, width), from[0]);
        // Pixels at one place between two centres take the same share of each.
        for (int place = 0; place < factor; place++) {
            float share = (start + place + 0.5f) / factor - 0.5f;
            int first = start + place;
            int count = Math.min(last, (width - first + factor - 1) / factor);
            for (int i = 0, x = first; i < count; i++, x += factor) {
                to[x] = from[i] + (from[i + 1] - from[i]) * share;
            }
        }
        Arrays.fill(to, Math.min(start + last * factor, width), width, from[last]);
        if (!isWhole && last > 0) {
            mendGaps(from, to);
        }
    }

    private void mendGaps(float[] from, float[] to) {
        for (int x = 0; x < width; x++) {
            int left = Math.max(0, Math.min((x - start) / factor, from.length - 2));
            float a = from[left];
            float b = from[left + 1];
            if (Float.isNaN(a) || Float.isNaN(b)) {
                to[x] = Float.isNaN(a) ? b : a;
            }
        }
    }
}
