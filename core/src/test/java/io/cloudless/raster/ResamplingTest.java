package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.Cases;
import io.cloudless.Draw;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static float[] resize(float[] plane, int stride, Window part, int width, int height) {
        float[] resized = new float[width * height];
        new Resampling(part.width(), part.height(), width, height)
                .apply(plane, stride, part.x(), part.y(), FloatBuffer.wrap(resized));
        return resized;
    }

    @Test
    void weighsPixelsAsPillowDoes() {
        // Image.fromarray([[0, 1, 2, 3, 10, 20, 30]] / 30).resize((3, 1), BICUBIC) and .resize((10, 1), BICUBIC)
        float[] line = {0, 1 / 30f, 2 / 30f, 3 / 30f, 10 / 30f, 20 / 30f, 1};

        assertThat(resize(line, 7, Window.of(7, 1), 3, 1))
                .containsExactly(new float[] {0.015457f, 0.153358f, 0.745027f}, within(1e-5f));
        assertThat(resize(line, 7, Window.of(7, 1), 10, 1))
                .containsExactly(
                        new float[] {
                            0, 0.015608f, 0.041667f, 0.065f, 0.073546f, 0.162898f, 0.347744f, 0.58099f, 0.843921f, 1
                        },
                        within(1e-5f));
    }

    @Cases(500)
    void neverGoesBeyondBlackAndWhiteNorLooksOutsideOfThePart(Draw draw) {
        int size = draw.between(1, 40);
        int resized = draw.between(1, 40);
        int stride = size + 5;
        float[] plane = new float[stride * (size + 3)];
        for (int i = 0; i < plane.length; i++) {
            boolean inside = i % stride >= 2 && i % stride < 2 + size && i / stride >= 1 && i / stride < 1 + size;
            plane[i] = inside ? (i % stride - 1.5f) / size : Float.NaN;
        }

        float[] answer = resize(plane, stride, new Window(2, 1, size, size), resized, resized);

        for (int x = 0; x < resized; x++) {
            float value = answer[x];
            assertThat(value).isBetween(0f, 1f);
            assertThat(answer[(resized - 1) * resized + x]).isCloseTo(value, within(1e-5f));
            assertThat(answer[resized - 1 - x]).as("mirrored").isCloseTo(1 - value, within(1e-5f));
        }
    }

    @Test
    void nothingCannotBeResized() {
        assertThatThrownBy(() -> new Resampling(0, 4, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
