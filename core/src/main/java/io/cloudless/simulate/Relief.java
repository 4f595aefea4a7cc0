package io.cloudless.simulate;

/** The height of the ground, metres above the sea, anywhere. */
final class Relief {
    /** Without a sea the lowest ground is to lie somewhat above it. */
    private static final double INLAND_BASE = -0.6;

    private final Surface.Mixture mixture;
    private final Noise warp;
    private final Noise hills;
    private final Noise crests;
    private final double base;
    private final double snowLine;

    Relief(SceneRecipe recipe) {
        this.mixture = recipe.surface().mixture();
        this.warp = Noise.of(recipe.seed(), 1);
        this.hills = Noise.of(recipe.seed(), 2);
        this.crests = Noise.of(recipe.seed(), 3);
        this.base = mixture.water() > 0 ? Blend.threshold(recipe, 1 - mixture.water(), this::form) : INLAND_BASE;
        this.snowLine = mixture.relief() * (Blend.threshold(recipe, mixture.snow(), this::form) - base);
    }

    /** @return metres above the sea, below 0 under it */
    double at(double x, double y) {
        double height = mixture.relief() * (form(x, y) - base);
        if (mixture.desert() == 1) {
            height += dunes(x, y);
        }
        return mixture.water() > 0 ? height : Math.max(1, height);
    }

    /** Height (metres) above which snow lies; infinite where none does. */
    double snowLine() {
        return snowLine;
    }

    /** Long crests across the wind, where sand has gathered. */
    private double dunes(double x, double y) {
        double sand = Blend.step(-0.1, 0.35, warp.fractal(x / 5200 - 3.9, y / 5200 + 8.8, 3));
        double bent = x + 90 * warp.fractal(x / 700, y / 700 + 5.1, 3);
        return sand * (60 * crests.ridges(bent / 330, y / 900, 3) + 7 * crests.ridges(bent / 70, y / 190, 2));
    }

    private double form(double x, double y) {
        double bentX = x + 450 * warp.fractal(x / 2600, y / 2600, 3);
        double bentY = y + 450 * warp.fractal(x / 2600 + 31.7, y / 2600 - 47.1, 3);
        // Seas, plains and ranges are larger than the hills in them.
        double region = 0.9 * hills.fractal(x / 36_000 + 3.7, y / 36_000 - 5.9, 4);
        double rolling = hills.fractal(bentX / 4300, bentY / 4300, 8) + region;
        if (mixture.ruggedness() == 0) {
            return rolling;
        }
        double rugged = 1.5 * crests.ridges(bentX / 3400, bentY / 3400, 8) - 0.6;
        return rolling + mixture.ruggedness() * (0.5 * rugged - 0.5 * rolling);
    }
}
