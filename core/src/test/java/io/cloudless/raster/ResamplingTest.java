package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static float[] resize(float[] plane, int stride, Window part, int width, int height) {
        float[] resized = new float[width * height];
        new Resampling(part.width(), part.height(), width, height)
                .apply(plane, stride, part.x(), part.y(), FloatBuffer.wrap(resized));
        return resized;
    }

    @Test
    void weighsPixelsByTheTriangleAsPillowDoes() {
        // Image.fromarray([[0, 1, 2, 3, 10, 20, 30]]).resize((3, 1), BILINEAR) and .resize((10, 1), BILINEAR)
        float[] line = {0, 1, 2, 3, 10, 20, 30};

        assertThat(resize(line, 7, Window.of(7, 1), 3, 1))
                .containsExactly(new float[] {0.85714287f, 5.2941175f, 21.428572f}, within(1e-5f));
        assertThat(resize(line, 7, Window.of(7, 1), 10, 1))
                .containsExactly(
                        new float[] {0, 0.55f, 1.25f, 1.95f, 2.65f, 5.45f, 10.5f, 17.5f, 24.5f, 30}, within(1e-5f));
    }

    @Property(tries = 50)
    void staysWithinTheValuesOfThePartAndKeepsSlopes(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(min = 1, max = 40) int resized) {
        int stride = size + 5;
        float[] plane = new float[stride * (size + 3)];
        for (int i = 0; i < plane.length; i++) {
            boolean inside = i % stride >= 2 && i % stride < 2 + size && i / stride >= 1 && i / stride < 1 + size;
            plane[i] = inside ? i % stride - 2 : Float.NaN;
        }

        float[] answer = resize(plane, stride, new Window(2, 1, size, size), resized, resized);

        for (int x = 0; x < resized; x++) {
            float value = answer[x];
            assertThat(value).isBetween(-1e-3f, size - 1 + 1e-3f);
            assertThat(answer[(resized - 1) * resized + x]).isCloseTo(value, within(1e-4f));
            assertThat(answer[resized - 1 - x]).as("mirrored").isCloseTo(size - 1 - value, within(1e-3f));
        }
    }

    @Test
    void nothingCannotBeResized() {
        assertThatThrownBy(() -> new Resampling(0, 4, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
