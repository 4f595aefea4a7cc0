package io.cloudless.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.Window;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedSceneTest {
    private static final int SIZE = 160;
    private static final SceneRecipe FIELDS =
            SceneRecipe.of(SIZE, SIZE, 7).withSurface(Surface.FARMLAND).withPixelSize(20);

    private static double share(byte[] truth, int code) {
        int count = 0;
        for (byte pixel : truth) {
            count += pixel == (byte) code ? 1 : 0;
        }
        return (double) count / truth.length;
    }

    private static byte[] truth(SceneRecipe recipe) {
        SimulatedScene scene = new SimulatedScene(recipe);
        return scene.truth(scene.bounds());
    }

    private static Pixels picture(SceneRecipe recipe) {
        SimulatedScene scene = new SimulatedScene(recipe);
        return scene.render(scene.bounds());
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void anyWindowShowsThePartOfTheWholeThatItCovers(Surface surface) {
        SimulatedScene scene = new SimulatedScene(
                FIELDS.withSurface(surface).withNodataWedge(true).withNearInfrared(true));
        Pixels whole = scene.render(scene.bounds());
        byte[] wholeTruth = scene.truth(scene.bounds());
        Window window = new Window(31, 77, 50, 23);

        Pixels part = scene.render(window);
        byte[] partTruth = scene.truth(window);

        for (int i = 0; i < window.area(); i++) {
            int at = (window.y() + i / window.width()) * SIZE + window.x() + i % window.width();
            assertThat(partTruth[i]).isEqualTo(wholeTruth[at]);
            for (int band = 0; band < 4; band++) {
                assertThat(part.bands()[band][i]).isEqualTo(whole.bands()[band][at]);
            }
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        ForkJoinPool alone = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(5);
        try {
            Pixels byOne = alone.submit(() -> picture(FIELDS)).get();
            Pixels byMany = many.submit(() -> picture(FIELDS)).get();
            assertThat(byMany.bands()).isDeepEqualTo(byOne.bands());
        } finally {
            alone.shutdown();
            many.shutdown();
        }
    }

    @Test
    void anotherSeedMakesAnotherScene() {
        byte[] one = truth(FIELDS);
        byte[] other = truth(
                SceneRecipe.of(SIZE, SIZE, 8).withSurface(Surface.FARMLAND).withPixelSize(20));

        assertThat(one).isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.3, 2", "0.6, 3", "0.9, 4"})
    void thickCloudCoversTheShareAskedFor(double clouds, long seed) {
        byte[] truth = truth(SceneRecipe.of(300, 200, seed)
                .withPixelSize(20)
                .withClouds(clouds, 0)
                .withSurface(Surface.TOWN));

        assertThat(share(truth, 1)).isCloseTo(clouds, within(0.02));
        assertThat(share(truth, 2)).isPositive();
    }

    @Test
    void aVeilAloneIsThinAndCastsNoShadow() {
        byte[] truth = truth(FIELDS.withClouds(0, 0.4));

        assertThat(share(truth, 2)).isCloseTo(0.4, within(0.02));
        assertThat(share(truth, 0) + share(truth, 2)).isEqualTo(1);
    }

    @Test
    void aSceneMayBeWithoutCloudsOrWithNothingElse() {
        assertThat(share(truth(FIELDS.withClouds(0, 0)), 0)).isEqualTo(1);
        assertThat(share(truth(FIELDS.withClouds(1, 0)), 1)).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @CsvSource({"90, 45, -45, 0", "180, 45, 0, -45", "270, 26.565, 90, 0", "0, 45, 0, 45", "135, 45, -32, -32"})
    void shadowsLieAwayFromTheSunAsFarAsHeightAndElevationSay(double azimuth, double elevation, int columns, int rows) {
        SceneRecipe recipe =
                FIELDS.withClouds(0.2, 0).withSun(new Sun(azimuth, elevation)).withCloudHeight(900);
        SimulatedScene scene = new SimulatedScene(recipe);
        Window window = Window.of(SIZE, SIZE);
        byte[] truth = scene.truth(window);
        byte[] casting = scene.truth(new Window(-columns, -rows, SIZE, SIZE));

        int shadows = 0;
        int agreeing = 0;
        for (int i = 0; i < truth.length; i++) {
            boolean shadow = truth[i] == SimulatedScene.SHADOW;
            if (shadow || truth[i] == SimulatedScene.CLEAR) {
                boolean belowCloud =
                        casting[i] == SimulatedScene.THICK_CLOUD || casting[i] == SimulatedScene.THIN_CLOUD;
                shadows += shadow ? 1 : 0;
                agreeing += shadow && belowCloud ? 1 : 0;
                assertThat(casting[i] == SimulatedScene.THICK_CLOUD && !shadow)
                        .as("clear below the middle of a cloud, at %d", i)
                        .isEqualTo(false);
            }
        }
        assertThat(shadows).isGreaterThan(500);
        assertThat((double) agreeing / shadows).isGreaterThan(0.98);
    }

    @Test
    void cloudsAreBrightAndShadowsDarkerThanTheSameGroundInTheSun() {
        SceneRecipe cloudy = FIELDS.withSensorNoise(false);
        byte[] truth = truth(cloudy);
        float[] seen = picture(cloudy).bands()[0];
        float[] ground = picture(cloudy.withClouds(0, 0)).bands()[0];

        double[] sums = new double[4];
        int[] counts = new int[4];
        for (int i = 0; i < truth.length; i++) {
            sums[truth[i]] += seen[i] - ground[i];
            counts[truth[i]]++;
        }
        assertThat(sums[1] / counts[1]).isGreaterThan(0.4);
        assertThat(sums[2] / counts[2]).isBetween(0.03, 0.3);
        assertThat(sums[3] / counts[3]).isBetween(-0.1, -0.01);
        assertThat(sums[0] / counts[0]).isCloseTo(0, within(0.01));
    }

    @Test
    void aVeilHasExactlyTheOpacityOfItsClass() {
        SceneRecipe veiled = FIELDS.withClouds(0, 0.5).withSensorNoise(false);
        CloudField field = new CloudField(veiled);
        byte[] truth = truth(veiled);

        for (int i = 0; i < truth.length; i++) {
            double opacity = field.veilOpacity((i % SIZE + 0.5) * 20, (i / SIZE + 0.5) * 20);
            assertThat(truth[i] == SimulatedScene.THIN_CLOUD).isEqualTo(opacity >= SimulatedScene.THIN_FROM);
        }
    }

    @Test
    void theSwathLeavesTwoCornersWithoutDataInPictureAndTruth() {
        SceneRecipe recipe = FIELDS.withNodataWedge(true);
        byte[] truth = truth(recipe);
        Pixels picture = picture(recipe);

        assertThat(share(truth, 255)).isBetween(0.05, 0.25);
        assertThat(truth[0]).isEqualTo(SimulatedScene.NO_DATA);
        assertThat(truth[SIZE * SIZE - 1]).isEqualTo(SimulatedScene.NO_DATA);
        assertThat(truth[SIZE * SIZE / 2 + SIZE / 2]).isNotEqualTo(SimulatedScene.NO_DATA);
        for (int i = 0; i < truth.length; i++) {
            assertThat(picture.isValid(i)).isEqualTo(truth[i] != SimulatedScene.NO_DATA);
        }
    }

    @Test
    void surfacesReflectAsTheyDoInNature() {
        double[] fields = means(Surface.FARMLAND);
        double[] snow = means(Surface.SNOW);
        double[] desert = means(Surface.DESERT);
        double[] coast = means(Surface.COAST);

        assertThat(fields[3]).as("plants are bright in near infrared").isGreaterThan(2 * fields[0]);
        assertThat(snow[0]).as("snow is white").isGreaterThan(0.5).isCloseTo(snow[2], within(0.1));
        assertThat(desert[0]).as("desert is red").isGreaterThan(1.2 * desert[2]);
        assertThat(coast[3]).as("water is dark in near infrared").isLessThan(0.7 * fields[3]);
    }

    private static double[] means(Surface surface) {
        Pixels clear = picture(FIELDS.withSurface(surface).withClouds(0, 0).withNearInfrared(true));
        double[] means = new double[4];
        for (int band = 0; band < 4; band++) {
            for (float value : clear.bands()[band]) {
                assertThat(value).isBetween(0f, 1.6f);
                means[band] += value / clear.bands()[band].length;
            }
        }
        return means;
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> SceneRecipe.of(0, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> FIELDS.withClouds(1.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> FIELDS.withClouds(0, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> FIELDS.withPixelSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> FIELDS.withCloudHeight(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sun(150, 0));
    }

    @Test
    void theCloudsAloneAreThoseOfTheScene() {
        SimulatedScene scene = new SimulatedScene(FIELDS.withClouds(0.3, 0.2));
        byte[] truth = scene.truth(scene.bounds());

        CloudLayer clouds = scene.clouds(scene.bounds());

        for (int i = 0; i < truth.length; i++) {
            assertThat(clouds.truth(i)).isEqualTo(truth[i]);
        }
    }

    @Test
    void whatIsSeenIsShadedGroundBehindTheClouds() {
        SceneRecipe recipe = FIELDS.withSensorNoise(false);
        SimulatedScene cloudy = new SimulatedScene(recipe.withClouds(0.3, 0.2));
        Pixels with = cloudy.render(cloudy.bounds());
        CloudLayer clouds = cloudy.clouds(cloudy.bounds());
        Pixels without = picture(recipe.withClouds(0, 0));

        double worst = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            float ground = clouds.shaded(without.bands()[0][i], 0, i);
            float seen = ground * (1 - clouds.opacity()[i]) + clouds.light()[0][i];
            worst += Math.abs(seen - with.bands()[0][i]) / (SIZE * SIZE);
        }
        // The optics smear the one picture after the clouds were added, the other before.
        assertThat(worst).isLessThan(0.01);
    }
}
