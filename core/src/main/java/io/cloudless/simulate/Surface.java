package io.cloudless.simulate;

/** What lies below the clouds. Shares are of the whole scene, "of land" of what is neither water nor snow. */
public enum Surface {
    /** Sea with shallows and a bright beach, fields, woods and a small town behind. */
    COAST(new Mixture(160, 0, 0.48, 0, 0.45, 0.35, 0.06, 0)),
    /** Wooded slopes, rock, and snow on the heights. */
    MOUNTAINS(new Mixture(1500, 1, 0, 0.3, 0, 0.55, 0, 0)),
    /** A patchwork of fields with a river, woods and hamlets. */
    FARMLAND(new Mixture(60, 0, 0, 0, 0.8, 0.18, 0.02, 0)),
    /** Streets and roofs, some very bright, parks and fields at the edge. */
    TOWN(new Mixture(40, 0, 0, 0, 0.3, 0.2, 0.7, 0)),
    /** Dunes, gravel, dry river beds. */
    DESERT(new Mixture(250, 0.3, 0, 0, 0, 0, 0, 1)),
    /** A winter landscape: snow on all that is open, dark woods. */
    SNOW(new Mixture(350, 0.4, 0, 0.86, 0, 0.3, 0.01, 0)),
    /** Everything from sea to snow. */
    MIXED(new Mixture(900, 0.7, 0.2, 0.12, 0.5, 0.35, 0.12, 0.1));

    private final Mixture mixture;

    Surface(Mixture mixture) {
        this.mixture = mixture;
    }

    Mixture mixture() {
        return mixture;
    }

    /**
     * @param relief metres from low to high ground
     * @param ruggedness from 0, rolling hills, to 1, crests
     * @param water share below the sea's level
     * @param snow share above the snow line
     * @param fields share of land that is farmed
     * @param woods share of land
     * @param town share of land
     * @param desert share of land
     */
    record Mixture(
            double relief,
            double ruggedness,
            double water,
            double snow,
            double fields,
            double woods,
            double town,
            double desert) {}
}
