package io.cloudless.simulate;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Small functions that shape noise into things. */
final class Blend {
    /** Samples along each edge of a scene when a threshold is sought. */
    private static final int PROBES = 96;

    private Blend() {}

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between. */
    static double step(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }

    /** The value that this share (0 to 1) of a scene's area lies above. */
    static double threshold(SceneRecipe recipe, double share, DoubleBinaryOperator field) {
        if (share <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] values = new double[PROBES * PROBES];
        for (int i = 0; i < values.length; i++) {
            int row = i / PROBES;
            double x = (i % PROBES + 0.5) / PROBES * recipe.width() * recipe.pixelSize();
            double y = (row + 0.5) / PROBES * recipe.height() * recipe.pixelSize();
            values[i] = field.applyAsDouble(x, y);
        }
        Arrays.sort(values);
        int index = (int) Math.floor((1 - share) * values.length);
        return index >= values.length ? Double.POSITIVE_INFINITY : values[Math.max(0, index)];
    }
}
