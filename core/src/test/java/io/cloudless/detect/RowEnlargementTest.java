package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.Cases;
import io.cloudless.Draw;
import org.junit.jupiter.api.Test;

class RowEnlargementTest {
    private static float[] enlarged(int factor, int width, float... row) {
        float[] result = new float[width];
        boolean isWhole = true;
        for (float value : row) {
            isWhole &= !Float.isNaN(value);
        }
        new RowEnlargement(factor, width).apply(row, result, isWhole);
        return result;
    }

    /** A ramp along the scene, averaged and enlarged again, is that ramp, but for half a pixel of the grid at both ends. */
    @Cases(1000)
    void aRampStaysARamp(Draw draw) {
        int factor = draw.between(2, 9);
        int width = draw.between(1, 100);
        float[] row = new float[(width + factor - 1) / factor];
        for (int i = 0; i < row.length; i++) {
            row[i] = i * factor + (factor - 1) / 2f;
        }

        float[] result = enlarged(factor, width, row);

        for (int x = 0; x < width; x++) {
            float expected = Math.max(row[0], Math.min(row[row.length - 1], x));
            assertThat(result[x]).isCloseTo(expected, within(1e-4f));
        }
    }

    @Test
    void besideAGapTheValidNeighbourCountsAlone() {
        assertThat(enlarged(2, 6, 1, Float.NaN, 3)).containsExactly(1, 1, 1, 3, 3, 3);
        assertThat(enlarged(2, 4, Float.NaN, Float.NaN)).containsOnly(Float.NaN);
    }
}
