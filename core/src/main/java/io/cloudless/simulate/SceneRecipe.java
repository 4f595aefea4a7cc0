package io.cloudless.simulate;

import java.util.function.Consumer;

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

    public SceneRecipe withSize(int columns, int rows) {
        return with(draft -> {
            draft.width = columns;
            draft.height = rows;
        });
    }

    public SceneRecipe withSurface(Surface changed) {
        return with(draft -> draft.surface = changed);
    }

    public SceneRecipe withClouds(double thickShare, double thinShare) {
        return with(draft -> {
            draft.clouds = thickShare;
            draft.thin = thinShare;
        });
    }

    public SceneRecipe withSun(Sun changed) {
        return with(draft -> draft.sun = changed);
    }

    public SceneRecipe withCloudHeight(double metres) {
        return with(draft -> draft.cloudHeight = metres);
    }

    public SceneRecipe withPixelSize(double metres) {
        return with(draft -> draft.pixelSize = metres);
    }

    public SceneRecipe withNearInfrared(boolean changed) {
        return with(draft -> draft.nearInfrared = changed);
    }

    public SceneRecipe withSensorNoise(boolean changed) {
        return with(draft -> draft.sensorNoise = changed);
    }

    public SceneRecipe withNodataWedge(boolean changed) {
        return with(draft -> draft.nodataWedge = changed);
    }

    /** Number of bands: red, green, blue and perhaps near infrared. */
    public int bands() {
        return nearInfrared ? 4 : 3;
    }

    private SceneRecipe with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new SceneRecipe(
                draft.width,
                draft.height,
                seed,
                draft.surface,
                draft.clouds,
                draft.thin,
                draft.sun,
                draft.cloudHeight,
                draft.pixelSize,
                draft.nearInfrared,
                draft.sensorNoise,
                draft.nodataWedge);
    }

    /** A recipe while it is changed. */
    private static final class Draft {
        private int width;
        private int height;
        private Surface surface;
        private double clouds;
        private double thin;
        private Sun sun;
        private double cloudHeight;
        private double pixelSize;
        private boolean nearInfrared;
        private boolean sensorNoise;
        private boolean nodataWedge;

        private Draft(SceneRecipe recipe) {
            this.width = recipe.width;
            this.height = recipe.height;
            this.surface = recipe.surface;
            this.clouds = recipe.clouds;
            this.thin = recipe.thin;
            this.sun = recipe.sun;
            this.cloudHeight = recipe.cloudHeight;
            this.pixelSize = recipe.pixelSize;
            this.nearInfrared = recipe.nearInfrared;
            this.sensorNoise = recipe.sensorNoise;
            this.nodataWedge = recipe.nodataWedge;
        }
    }
}
