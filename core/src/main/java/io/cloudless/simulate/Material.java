package io.cloudless.simulate;

/** Typical reflectance of a material in red, green, blue and near infrared, as Sentinel-2 sees it. */
enum Material {
    DEEP_WATER(0.012, 0.026, 0.042, 0.006),
    SHALLOW_WATER(0.055, 0.115, 0.125, 0.02),
    RIVER(0.04, 0.055, 0.05, 0.025),
    FOAM(0.4, 0.42, 0.43, 0.35),
    BEACH(0.40, 0.36, 0.29, 0.46),
    GRASS(0.062, 0.085, 0.045, 0.33),
    CROP(0.038, 0.075, 0.032, 0.47),
    BLOSSOM(0.17, 0.17, 0.045, 0.48),
    STUBBLE(0.21, 0.17, 0.11, 0.31),
    SOIL(0.14, 0.105, 0.075, 0.22),
    WET_SOIL(0.085, 0.068, 0.052, 0.15),
    BROADLEAF(0.026, 0.05, 0.024, 0.34),
    CONIFER(0.016, 0.03, 0.019, 0.19),
    ALPINE(0.10, 0.10, 0.06, 0.27),
    ROCK(0.15, 0.14, 0.125, 0.20),
    SCREE(0.23, 0.215, 0.195, 0.28),
    SNOW(0.84, 0.87, 0.90, 0.78),
    SAND_SEA(0.40, 0.29, 0.185, 0.48),
    GRAVEL(0.25, 0.185, 0.13, 0.31),
    DRY_BED(0.44, 0.36, 0.27, 0.50),
    ROAD(0.14, 0.14, 0.138, 0.17),
    TILES(0.20, 0.125, 0.095, 0.27),
    GREY_ROOF(0.19, 0.19, 0.19, 0.22),
    WHITE_ROOF(0.60, 0.60, 0.59, 0.60),
    GARDEN(0.055, 0.075, 0.045, 0.29);

    private final double[] reflectance;

    Material(double... reflectance) {
        this.reflectance = reflectance;
    }

    /** Covers this share of what was there. */
    void paint(double[] colour, double share) {
        for (int band = 0; band < colour.length; band++) {
            colour[band] += share * (reflectance[band] - colour[band]);
        }
    }
}
