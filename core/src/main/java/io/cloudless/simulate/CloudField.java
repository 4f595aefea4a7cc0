package io.cloudless.simulate;

/** Clouds as seen from above: cumulus, thick with soft fractal edges, and cirrus, a semi-transparent veil. */
final class CloudField {
    /** Optical depth gained for each unit by which the field exceeds its threshold. */
    private static final double DENSITY = 15;
    /** The densest veil still shows the ground, hence counts as thin. */
    private static final double DENSEST_VEIL = 0.47;

    private static final double VEIL_SOFTNESS = 0.55;

    private final Noise warp;
    private final Noise masses;
    private final Noise puffs;
    private final Noise fibres;
    private final double along;
    private final double across;
    private final double size;
    private final double massThreshold;
    private final double veilThreshold;

    CloudField(SceneRecipe recipe) {
        this.warp = Noise.of(recipe.seed(), 11);
        this.masses = Noise.of(recipe.seed(), 12);
        this.puffs = Noise.of(recipe.seed(), 13);
        this.fibres = Noise.of(recipe.seed(), 14);
        // From fair-weather cumulus of some hundred metres to masses of some kilometres.
        this.size = 0.35 + 1.05 * masses.uniform(0, 2);
        double wind = 2 * Math.PI * masses.uniform(0, 1);
        this.along = StrictMath.cos(wind);
        this.across = StrictMath.sin(wind);
        // Half of the light is stopped at an optical depth of ln 2: there the thick cloud is to begin.
        this.massThreshold = Blend.threshold(recipe, recipe.clouds(), this::mass) - StrictMath.log(2) / DENSITY;
        // At this height of the smooth step a veil reaches the opacity from which it counts.
        double visible = 0.29;
        this.veilThreshold = Blend.threshold(recipe, recipe.thin(), this::veil) - visible * VEIL_SOFTNESS;
    }

    /** Optical depth of the cumulus; 0 outside. */
    double depth(double x, double y) {
        return massThreshold == Double.POSITIVE_INFINITY ? 0 : DENSITY * Math.max(0, mass(x, y) - massThreshold);
    }

    /** Share of the light from below that a cumulus of this optical depth stops, 0 to 1. */
    static double opacity(double depth) {
        return depth == 0 ? 0 : 1 - StrictMath.exp(-depth);
    }

    /** Share of the light from below that the cirrus stops, 0 to {@value #DENSEST_VEIL}. */
    double veilOpacity(double x, double y) {
        if (veilThreshold == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return DENSEST_VEIL * Blend.step(veilThreshold, veilThreshold + VEIL_SOFTNESS, veil(x, y));
    }

    private double mass(double x, double y) {
        double u = x / size;
        double v = y / size;
        double bentX = u + 150 * warp.fractal(u / 1300, v / 1300, 2);
        double bentY = v + 150 * warp.fractal(u / 1300 + 53.1, v / 1300 - 21.3, 2);
        double heaps = puffs.billows(bentX / 760, bentY / 760, 3) + 0.22 * puffs.billows(x / 170, y / 170, 3);
        return masses.fractal(bentX / 2500, bentY / 2500, 7) + 0.33 * heaps + weather(x, y);
    }

    /** Over tens of kilometres cloudy regions and clear ones follow each other. */
    private double weather(double x, double y) {
        return 0.8 * warp.fractal(x / 42_000, y / 42_000, 3);
    }

    /** Stretched along the wind. */
    private double veil(double x, double y) {
        double u = along * x + across * y;
        double v = along * y - across * x;
        double bent = v + 500 * warp.fractal(u / 5200, v / 3100 + 77.7, 3);
        return fibres.fractal(u / 5200, bent / 1500, 4)
                + 0.35 * fibres.fractal(u / 1900 + 9.7, bent / 330, 5)
                + weather(x + 400_000, y);
    }
}
