package io.cloudless.simulate;

/**
 * All that determines a scene. Start from {@link #of} and change what matters.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param seed another seed, another scene
 * @param surface what lies below
 * @param clouds share (0 to 1) of the scene under thick cloud, met approximately
 * @param thin share (0 to 1) of the scene with thin cloud, met approximately where no thick cloud hides it
 * @param sun where the light comes from
 * @param cloudHeight metres from the ground to the clouds that cast shadows
 * @param pixelSize metres
 * @param nearInfrared whether there is a fourth band after red, green and blue
 * @param sensorNoise whether values are noisy as a sensor's
 * @param nodataWedge whether slanting swath edges leave corners without data
 */
public record SceneRecipe(
        int width,
        int height,
        long seed,
        Surface surface,
        double clouds,
        double thin,
        Sun sun,
        double cloudHeight,
        double pixelSize,
        boolean nearInfrared,
        boolean sensorNoise,
        boolean nodataWedge) {
    public SceneRecipe {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A scene of " + width + " x " + height + " pixels");
        }
        requireShare("clouds", clouds);
        requireShare("thin", thin);
        if (!(pixelSize > 0 && pixelSize <= 1000)) {
            throw new IllegalArgumentException(
                    "A pixel size of " + pixelSize + " m; more than 0, at most 1000 is possible");
        }
        if (!(cloudHeight >= 0 && cloudHeight <= 20_000)) {
            throw new IllegalArgumentException("A cloud height of " + cloudHeight + " m; 0 to 20000 is possible");
        }
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share + " for " + name + "; 0 to 1 is possible");
        }
    }

    /** A partly cloudy mixed landscape in red, green, blue at 10 m, sun in the south-east, with sensor noise. */
    public static SceneRecipe of(int width, int height, long seed) {
        return new SceneRecipe(
                width, height, seed, Surface.MIXED, 0.3, 0.1, new Sun(150, 45), 900, 10, false, true, false);
    }

    public SceneRecipe withSurface(Surface changed) {
        return new SceneRecipe(
                width,
                height,
                seed,
                changed,
                clouds,
                thin,
                sun,
                cloudHeight,
                pixelSize,
                nearInfrared,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withClouds(double thickShare, double thinShare) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                thickShare,
                thinShare,
                sun,
                cloudHeight,
                pixelSize,
                nearInfrared,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withSun(Sun changed) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                changed,
                cloudHeight,
                pixelSize,
                nearInfrared,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withCloudHeight(double metres) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                sun,
                metres,
                pixelSize,
                nearInfrared,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withPixelSize(double metres) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                sun,
                cloudHeight,
                metres,
                nearInfrared,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withNearInfrared(boolean changed) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                sun,
                cloudHeight,
                pixelSize,
                changed,
                sensorNoise,
                nodataWedge);
    }

    public SceneRecipe withSensorNoise(boolean changed) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                sun,
                cloudHeight,
                pixelSize,
                nearInfrared,
                changed,
                nodataWedge);
    }

    public SceneRecipe withNodataWedge(boolean changed) {
        return new SceneRecipe(
                width,
                height,
                seed,
                surface,
                clouds,
                thin,
                sun,
                cloudHeight,
                pixelSize,
                nearInfrared,
                sensorNoise,
                changed);
    }

    /** Number of bands: red, green, blue and perhaps near infrared. */
    public int bands() {
        return nearInfrared ? 4 : 3;
    }
}
