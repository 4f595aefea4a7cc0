package io.cloudless.simulate;

/** The colour of the ground under even light. */
final class Landscape {
    private final Surface.Mixture mixture;
    private final double snowLine;
    private final Settlement settlement;
    private final Noise regions;
    private final Noise course;
    private final Noise texture;
    private final Noise tint;
    private final double woodsFrom;
    private final double fieldsFrom;
    private final double townFrom;
    private final double desertFrom;

    Landscape(SceneRecipe recipe, double snowLine) {
        this.mixture = recipe.surface().mixture();
        this.snowLine = snowLine;
        this.settlement = new Settlement(recipe);
        this.regions = Noise.of(recipe.seed(), 21);
        this.course = Noise.of(recipe.seed(), 22);
        this.texture = Noise.of(recipe.seed(), 23);
        this.tint = Noise.of(recipe.seed(), 24);
        this.woodsFrom = Blend.threshold(recipe, mixture.woods(), this::woods);
        this.fieldsFrom = Blend.threshold(recipe, mixture.fields(), this::farming);
        this.townFrom = Blend.threshold(recipe, mixture.town(), this::building);
        this.desertFrom = Blend.threshold(recipe, mixture.desert(), this::dryness);
    }

    private double woods(double x, double y) {
        return regions.fractal(x / 1300, y / 1300, 8);
    }

    private double farming(double x, double y) {
        return -regions.fractal(x / 2900 + 41.3, y / 2900 - 13.7, 3);
    }

    private double building(double x, double y) {
        return regions.fractal(x / 2600 - 91.1, y / 2600 + 23.9, 4);
    }

    private double dryness(double x, double y) {
        return regions.fractal(x / 30_000 + 7.7, y / 30_000 + 3.1, 4);
    }

    /**
     * @param colour receives the reflectance in red, green, blue and, where it has a fourth element, near infrared
     * @param height metres above the sea
     * @param steepness rise over run
     */
    void paint(double[] colour, double x, double y, double height, double steepness) {
        if (height < 0) {
            paintSea(colour, x, y, -height);
            return;
        }
        Material.GRASS.paint(colour, 1);
        double rough = texture.fractal(x / 260, y / 260, 5);
        double grain = texture.at(x / 17, y / 17);
        Material.STUBBLE.paint(colour, Blend.step(-0.2, 0.9, rough));
        if (mixture.desert() > 0) {
            paintDesert(colour, x, y, steepness, rough);
        }
        paintVegetation(colour, x, y, height, steepness, grain);
        paintRiver(colour, x, y, height);
        paintShore(colour, x, y, height);
        paintSnow(colour, x, y, height, steepness, rough);
        double brightness = 1 + 0.10 * tint.fractal(x / 900, y / 900, 4) + 0.06 * grain;
        for (int band = 0; band < colour.length; band++) {
            colour[band] *= brightness;
        }
    }

    private void paintSea(double[] colour, double x, double y, double depth) {
        Material.DEEP_WATER.paint(colour, 1);
        double cloudy = 0.7 + 0.5 * tint.fractal(x / 1100, y / 1100, 4);
        double shallow = StrictMath.exp(-depth / (5 * Math.max(0.2, cloudy)));
        Material.SHALLOW_WATER.paint(colour, 0.9 * shallow);
        Material.BEACH.paint(colour, 0.5 * Blend.step(1.2, 0, depth));
        double breakers = Blend.step(0.15, 0.5, texture.fractal(x / 60, y / 60, 3));
        Material.FOAM.paint(colour, 0.5 * breakers * Blend.step(2.5, 0.6, depth));
        double swell = 1 + 0.06 * texture.at(x / 90 + y / 140, y / 45) + 0.05 * texture.at(x / 23, y / 23);
        for (int band = 0; band < colour.length; band++) {
            colour[band] *= swell;
        }
    }

    private void paintDesert(double[] colour, double x, double y, double steepness, double rough) {
        double share = Blend.step(desertFrom - 0.02, desertFrom + 0.02, dryness(x, y));
        if (desertFrom < -0.9 || mixture.desert() == 1) {
            share = 1;
        }
        double gravel = Blend.step(-0.15, 0.35, tint.fractal(x / 2100 + 5.5, y / 2100, 5) + 0.25 * rough);
        Material.SAND_SEA.paint(colour, share);
        Material.GRAVEL.paint(colour, share * 0.85 * gravel);
        Material.ROCK.paint(colour, share * 0.7 * Blend.step(0.3, 0.6, steepness));
        double shrubs = Blend.step(0.35, 0.7, texture.at(x / 21, y / 21)) * gravel;
        Material.WET_SOIL.paint(colour, share * 0.5 * shrubs);
        double bed = fromStream(x, y) + 35 * texture.at(x / 90, y / 90);
        Material.DRY_BED.paint(colour, share * 0.8 * Blend.step(75, 25, bed));
    }

    private void paintVegetation(double[] colour, double x, double y, double height, double steepness, double grain) {
        double flat = Blend.step(0.35, 0.15, steepness);
        double farmed = flat * Blend.step(fieldsFrom - 0.01, fieldsFrom + 0.01, farming(x, y));
        if (farmed > 0) {
            settlement.paintFields(colour, x, y, farmed);
        }
        double town = flat * Blend.step(townFrom - 0.02, townFrom + 0.02, building(x, y) + 0.12 * grain);
        if (town > 0) {
            settlement.paintTown(colour, x, y, town);
        }
        boolean high = mixture.ruggedness() > 0 && mixture.desert() < 1;
        double timber = high ? Blend.step(snowLine, 0.72 * snowLine, height + 60 * grain) : 1;
        double wood = Blend.step(woodsFrom - 0.02, woodsFrom + 0.02, woods(x, y) + 0.03 * grain);
        wood *= (1 - town) * timber * Blend.step(1.1, 0.7, steepness);
        if (high) {
            Material.ALPINE.paint(colour, 0.8 * Blend.step(0.55 * snowLine, 0.85 * snowLine, height));
            Material.ROCK.paint(colour, Blend.step(0.5, 0.95, steepness + 0.15 * grain));
            Material.SCREE.paint(colour, 0.7 * (1 - timber) * Blend.step(0.3, 0.6, steepness - 0.1 * grain));
        }
        if (wood > 0) {
            double conifers = Blend.step(-0.3, 0.3, tint.fractal(x / 700, y / 700 + 61.3, 4) + (high ? 0.4 : 0));
            Material.BROADLEAF.paint(colour, wood);
            Material.CONIFER.paint(colour, wood * conifers);
            Material.GRASS.paint(colour, wood * 0.18 * Math.max(0, grain));
        }
    }

    private void paintRiver(double[] colour, double x, double y, double height) {
        if (mixture.fields() + mixture.town() == 0 || mixture.snow() > 0.5) {
            return;
        }
        double fromMiddle = fromStream(x, y);
        double lowland = Blend.step(0.35 * mixture.relief(), 0.2 * mixture.relief(), height * mixture.ruggedness());
        double bar = Blend.step(0.15, 0.4, tint.fractal(x / 320, y / 320, 2));
        Material.BROADLEAF.paint(colour, 0.7 * lowland * Blend.step(120, 60, fromMiddle));
        Material.BEACH.paint(colour, 0.8 * lowland * bar * Blend.step(70, 48, fromMiddle));
        Material.RIVER.paint(colour, lowland * Blend.step(48, 36, fromMiddle));
    }

    /** Metres from the middle of the next stream, approximately. */
    private double fromStream(double x, double y) {
        double bentX = x + 330 * course.fractal(x / 1400, y / 1400, 3);
        double bentY = y + 330 * course.fractal(x / 1400 - 8.3, y / 1400 + 14.9, 3);
        return Math.abs(course.at(bentX / 7000, bentY / 7000)) * 5000;
    }

    private void paintShore(double[] colour, double x, double y, double height) {
        if (mixture.water() < 0.05) {
            return;
        }
        double breadth = 5 + 6 * tint.fractal(x / 1300 + 19.1, y / 1300, 3);
        Material.BEACH.paint(colour, Blend.step(breadth + 1, breadth - 0.5, height));
    }

    private void paintSnow(double[] colour, double x, double y, double height, double steepness, double rough) {
        if (mixture.snow() == 0) {
            return;
        }
        double range = Math.max(8, 0.06 * mixture.relief());
        double lying = Blend.step(snowLine - range, snowLine + range, height + 2 * range * rough);
        double held = Blend.step(1.5, 0.9, steepness + 0.25 * rough);
        double woods = mixture.snow() > 0.5 ? Blend.step(woodsFrom - 0.03, woodsFrom + 0.03, woods(x, y)) : 0;
        double open = 1 - woods * (0.93 - 0.25 * Math.max(0, texture.at(x / 19, y / 19)));
        Material.SNOW.paint(colour, lying * held * open);
    }
}
