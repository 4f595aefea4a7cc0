package io.cloudless.detect.region;

import io.cloudless.raster.Window;
import java.util.List;

/** Says what boxes of a {@link ReducedScene} show. */
@FunctionalInterface
interface RegionScorer {
    /** For each box the probability of each class, 0..1. */
    float[][] score(List<Window> boxes);
}
