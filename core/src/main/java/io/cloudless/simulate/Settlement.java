package io.cloudless.simulate;

import io.cloudless.simulate.Patchwork.Plot;

/** What people have made of the land: fields and towns. */
final class Settlement {
    private final double pixelSize;
    private final Noise kinds;
    private final Noise texture;
    private final Patchwork fields;
    private final Patchwork blocks;

    Settlement(SceneRecipe recipe) {
        this.pixelSize = recipe.pixelSize();
        this.kinds = Noise.of(recipe.seed(), 31);
        this.texture = Noise.of(recipe.seed(), 32);
        this.fields = new Patchwork(Noise.of(recipe.seed(), 33), 1300, 330, 150);
        this.blocks = new Patchwork(Noise.of(recipe.seed(), 34), 850, 130, 75);
    }

    /** Crops, ploughed soil, hedges and lanes. */
    void paintFields(double[] colour, double x, double y, double share) {
        Plot plot = fields.at(x, y);
        double kind = kinds.uniform(plot.key() + plot.row() * 7919, plot.column());
        double vigour = kinds.uniform(plot.key() + plot.row() * 7919, plot.column() + 100_003);
        Material crop = cropOf(kind);
        crop.paint(colour, share);
        Material ripeness = vigour > 0.5 ? Material.GRASS : Material.WET_SOIL;
        double furrows = texture.at(plot.u() / 70, plot.v() / 9);
        double patches = texture.fractal(x / 120, y / 120, 3);
        ripeness.paint(colour, share * Math.max(0, 0.35 * Math.abs(vigour - 0.5) * 2 + 0.2 * patches + 0.08 * furrows));
        if (kinds.uniform(plot.key(), 1) > 0.35) {
            Material.BROADLEAF.paint(colour, share * 0.75 * cover(plot.toEdge(), 5));
        }
        Material.ROAD.paint(colour, share * 0.9 * cover(plot.toRoad(), 5));
    }

    private static Material cropOf(double kind) {
        if (kind < 0.3) {
            return Material.CROP;
        } else if (kind < 0.5) {
            return Material.GRASS;
        } else if (kind < 0.68) {
            return Material.STUBBLE;
        } else if (kind < 0.86) {
            return Material.SOIL;
        } else if (kind < 0.94) {
            return Material.WET_SOIL;
        }
        return Material.BLOSSOM;
    }

    /** Streets, houses in gardens, here and there halls with bright roofs. */
    void paintTown(double[] colour, double x, double y, double share) {
        Plot block = blocks.at(x, y);
        double use = kinds.uniform(block.key() + block.row() * 104_729, block.column());
        if (use < 0.1) {
            Material.GRASS.paint(colour, share);
            Material.BROADLEAF.paint(colour, share * Blend.step(-0.2, 0.3, texture.at(x / 35, y / 35)));
        } else if (use > 0.88) {
            Material.GREY_ROOF.paint(colour, share);
            Material hall = kinds.uniform(block.key(), block.row() * 31 + block.column()) > 0.45
                    ? Material.WHITE_ROOF
                    : Material.GREY_ROOF;
            hall.paint(colour, share * (1 - cover(block.toEdge(), 16)));
        } else {
            paintHouses(colour, block, share);
        }
        Material.ROAD.paint(colour, share * cover(block.toEdge(), 6));
        Material.ROAD.paint(colour, share * cover(block.toRoad(), 11));
    }

    private void paintHouses(double[] colour, Plot block, double share) {
        Material.GARDEN.paint(colour, share);
        int column = (int) Math.floor(block.u() / 21);
        int row = (int) Math.floor(block.v() / 17);
        double kind = texture.uniform(column + block.key(), row);
        if (kind > 0.62) {
            return;
        }
        Material roof = kind < 0.28 ? Material.TILES : kind < 0.58 ? Material.GREY_ROOF : Material.WHITE_ROOF;
        roof.paint(colour, share * 0.85);
    }

    /** Share of a pixel that a strip of this half width (metres) covers, its middle being this far away. */
    private double cover(double distance, double halfWidth) {
        double most = Math.min(1, 2 * halfWidth / pixelSize);
        return most * Math.max(0, Math.min(1, (halfWidth - distance) / pixelSize + 0.5));
    }
}
