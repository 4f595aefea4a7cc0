package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.simulate.CloudLayer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CloudCasterTest {
    private static final int SIZE = 64;
    private static final CloudCaster CASTER = new CloudCaster(SIZE, 3, 1);

    @Test
    void theTruthFollowsFromWhatTheCloudsStop() {
        float[] opacity = {0.9f, 0.3f, 0.15f, 0, 0, 0, 0.9f, 0.9f, 0};
        float[] shadow = {0, 0, 0, 0.8f, 0.8f, 0.15f, 0, 0, 0.8f};
        float[][] light = {new float[9], new float[9], new float[9]};
        byte[] sets = new byte[9];
        Arrays.fill(sets, (byte) ClassSets.CLEAR);
        sets[6] = (byte) ClassSets.UNKNOWN;
        sets[7] = (byte) ClassSets.CLOUD;
        sets[8] = (byte) ClassSets.CLOUD;
        float[] image = new float[27];
        Arrays.fill(image, 0.4f);
        Arrays.fill(image, 12, 15, 0.01f);

        new CloudCaster(3, 3, 1).castLifted(image, sets, new CloudLayer(3, 3, opacity, light, shadow));

        assertThat(sets)
                .containsExactly(
                        ClassSets.THICK,
                        ClassSets.CLOUD,
                        ClassSets.CLEAR | ClassSets.THIN | ClassSets.SHADOW,
                        ClassSets.SHADOW,
                        ClassSets.CLEAR | ClassSets.SHADOW,
                        ClassSets.CLEAR | ClassSets.SHADOW,
                        ClassSets.UNKNOWN,
                        ClassSets.CLOUD,
                        ClassSets.CLOUD);
        assertThat(image[0]).isEqualTo(0.04f, within(1e-6f));
        assertThat(image[9]).isLessThan(0.2f);
        // Nothing is cast where nothing is known, and no shadow on a cloud.
        assertThat(image[18]).isEqualTo(0.4f);
        assertThat(image[24]).isEqualTo(0.4f);
    }

    @Test
    void inventedCloudsAreAsBrightAsTheirTruthSays() {
        double clear = 0;
        double thick = 0;
        int thin = 0;
        int clearPixels = 0;
        int thickPixels = 0;
        for (int seed = 0; seed < 30; seed++) {
            float[] image = new float[SIZE * SIZE * 3];
            Arrays.fill(image, 0.1f);
            byte[] sets = new byte[SIZE * SIZE];
            Arrays.fill(sets, (byte) ClassSets.CLEAR);

            CASTER.castInvented(image, sets, new SplittableRandom(seed));

            for (int i = 0; i < sets.length; i++) {
                if (sets[i] == ClassSets.CLEAR) {
                    clear += image[3 * i];
                    clearPixels++;
                    assertThat(image[3 * i]).isBetween(0.08f, 0.14f);
                } else if (sets[i] == ClassSets.THICK) {
                    thick += image[3 * i];
                    thickPixels++;
                } else if (sets[i] == ClassSets.THIN) {
                    thin++;
                }
            }
        }
        assertThat(thickPixels).isGreaterThan(SIZE * SIZE);
        assertThat(thin).isPositive();
        assertThat(thick / thickPixels).isGreaterThan(3 * clear / clearPixels);
    }

    @Test
    void cloudsLiftedFromDarkGroundLieOnAnother() {
        byte[] sets = new byte[SIZE * SIZE];
        float[] image = new float[SIZE * SIZE * 3];
        for (int i = 0; i < sets.length; i++) {
            boolean isCloud = i % SIZE >= SIZE / 2;
            sets[i] = (byte) (isCloud ? ClassSets.CLOUD : ClassSets.CLEAR | ClassSets.SHADOW);
            Arrays.fill(image, 3 * i, 3 * i + 3, isCloud ? 0.8f : 0.1f);
        }

        CloudLayer layer = LiftedClouds.of(image, sets, SIZE, new SplittableRandom(5));

        assertThat(layer).isNotNull();
        int inside = 10 * SIZE + SIZE - 5;
        int outside = 10 * SIZE + 5;
        assertThat(layer.opacity()[inside]).isEqualTo(1, within(1e-5f));
        assertThat(layer.light()[0][inside]).isEqualTo(0.8f, within(1e-5f));
        assertThat(layer.opacity()[outside]).isZero();
        assertThat(layer.light()[2][outside]).isZero();
        double shade = 0;
        for (float value : layer.shadow()) {
            shade += value;
        }
        assertThat(shade).isPositive();
    }

    @Test
    void cloudsAreNotLiftedFromBrightOrUnevenGround() {
        byte[] sets = new byte[SIZE * SIZE];
        float[] bright = new float[SIZE * SIZE * 3];
        float[] uneven = new float[SIZE * SIZE * 3];
        for (int i = 0; i < sets.length; i++) {
            boolean isCloud = i % SIZE >= SIZE / 2;
            sets[i] = (byte) (isCloud ? ClassSets.CLOUD : ClassSets.CLEAR);
            Arrays.fill(bright, 3 * i, 3 * i + 3, isCloud ? 0.8f : 0.5f);
            Arrays.fill(uneven, 3 * i, 3 * i + 3, isCloud ? 0.8f : i % 2 * 0.28f);
        }

        assertThat(LiftedClouds.of(bright, sets, SIZE, new SplittableRandom(5))).isNull();
        assertThat(LiftedClouds.of(uneven, sets, SIZE, new SplittableRandom(5))).isNull();
        assertThat(LiftedClouds.of(bright, new byte[sets.length], SIZE, new SplittableRandom(5)))
                .isNull();
    }
}
