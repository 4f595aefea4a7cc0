package io.cloudless.train;

import io.cloudless.raster.Window;
import io.cloudless.simulate.CloudLayer;
import io.cloudless.simulate.SceneRecipe;
import io.cloudless.simulate.SimulatedScene;
import io.cloudless.simulate.Sun;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Casts clouds and their shadows on crops, so that thin cloud and shadow, which few masks tell, are learnt on real ground, and
 * that cloud is learnt on any ground. The clouds are invented ones of all sizes, or real ones lifted from other crops.
 */
final class CloudCaster {
    private static final int LAYERS = 64;
    /** People who mark clouds hardly see a veil of this opacity; some take it for haze, some for cloud. */
    private static final double FAINT = 0.2;

    private static final double UNSEEN = 0.03;

    /** How much a lifted cloud stops is an estimate: a thick one in its own shade looks like a thin one. */
    private static final double SURELY_THICK = 0.7;

    private final int size;
    private final int bands;
    private final List<CloudLayer> invented;

    /**
     * @param size edge of the crops in pixels
     * @param bands of the crops: red, green, blue and perhaps near infrared
     * @param seed of the invented clouds
     */
    CloudCaster(int size, int bands, long seed) {
        this.size = size;
        this.bands = bands;
        this.invented = IntStream.range(0, LAYERS)
                .mapToObj(i -> invent(size * 7 / 4, bands > 3, new SplittableRandom(seed + 7_777_777L * i)))
                .toList();
    }

    private static CloudLayer invent(int edge, boolean nearInfrared, SplittableRandom random) {
        double thick = random.nextDouble() < 0.2 ? 0 : 0.04 + 0.5 * Math.pow(random.nextDouble(), 1.5);
        double thin = thick > 0 && random.nextDouble() < 0.5 ? 0 : 0.1 + 0.5 * random.nextDouble();
        SceneRecipe recipe = SceneRecipe.of(edge, edge, random.nextInt())
                .withClouds(thick, thin)
                .withPixelSize(2.5 * Math.pow(100, random.nextDouble()))
                .withSun(new Sun(360 * random.nextDouble(), 22 + 50 * random.nextDouble()))
                .withNearInfrared(nearInfrared)
                .withCloudHeight(300 * Math.pow(12, random.nextDouble()));
        return new SimulatedScene(recipe).clouds(Window.of(edge, edge));
    }

    /** Casts a part of an invented layer, turned anyhow, on an image, and says so in its truth. */
    void castInvented(float[] image, byte[] sets, SplittableRandom random) {
        CloudLayer layer = invented.get(random.nextInt(LAYERS));
        int left = random.nextInt(layer.width() - size + 1);
        int top = random.nextInt(layer.height() - size + 1);
        int orientation = random.nextInt(8);
        float brightness = (float) (0.75 * Math.pow(1.8, random.nextDouble()));
        for (int v = 0; v < size; v++) {
            for (int u = 0; u < size; u++) {
                int x = left + Crop.column(orientation, u, v, size);
                int y = top + Crop.row(orientation, u, v, size);
                cast(image, sets, v * size + u, layer, y * layer.width() + x, brightness);
            }
        }
    }

    /** Casts lifted clouds, a layer of the crop's own size. */
    void castLifted(float[] image, byte[] sets, CloudLayer layer) {
        for (int i = 0; i < sets.length; i++) {
            cast(image, sets, i, layer, i, 1);
            boolean isCloud = (sets[i] & ~ClassSets.CLOUD) == 0;
            if (isCloud && layer.opacity()[i] < SURELY_THICK) {
                sets[i] = ClassSets.CLOUD;
            }
        }
    }

    private void cast(float[] image, byte[] sets, int at, CloudLayer layer, int from, float brightness) {
        int set = sets[at];
        float opacity = layer.opacity()[from];
        float shadow = layer.shadow()[from];
        if (set == ClassSets.UNKNOWN || opacity == 0 && shadow == 0) {
            return;
        }
        boolean isCloud = (set & ~ClassSets.CLOUD) == 0;
        float brightest = 0;
        for (int band = 0; band < bands; band++) {
            float ground = image[at * bands + band];
            brightest = Math.max(brightest, ground);
            float dimmed = isCloud ? ground : layer.shaded(ground, band, from);
            image[at * bands + band] = dimmed * (1 - opacity) + brightness * layer.light()[band][from];
        }
        if (!isCloud) {
            sets[at] = (byte) setOf(set, opacity, shadow, brightest);
        }
    }

    private static int setOf(int ground, float opacity, float shadow, float brightest) {
        if (opacity >= SimulatedScene.THICK_FROM) {
            return ClassSets.THICK;
        } else if (opacity >= FAINT) {
            return ClassSets.THIN;
        } else if (opacity >= UNSEEN) {
            return ClassSets.UNKNOWN & ~ClassSets.THICK;
        } else if (shadow >= SimulatedScene.SHADOW_FROM) {
            // On the darkest ground nobody sees a shadow.
            return brightest > 0.06 ? ClassSets.SHADOW : ClassSets.SHADOW | ClassSets.CLEAR;
        }
        return shadow >= SimulatedScene.SHADOW_FROM / 3 ? ground | ClassSets.SHADOW : ground;
    }
}
