package io.cloudless.detect.region;

import io.cloudless.raster.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Chooses regions among boxes that were looked at. */
final class RegionSelection {
    private static final Comparator<Region> LIKELIEST_FIRST = Comparator.comparingDouble(Region::probability)
            .reversed()
            .thenComparing(Comparator.comparingLong(Region::area).reversed())
            .thenComparingInt(region -> region.box().y())
            .thenComparingInt(region -> region.box().x())
            .thenComparingInt(region -> region.box().width());

    private RegionSelection() {}

    /** The likeliest first, of equals the largest. */
    static List<Region> sorted(List<Region> boxes) {
        return boxes.stream().sorted(LIKELIEST_FIRST).toList();
    }

    /**
     * @param sorted the likeliest first
     * @param background code of the class that is none
     */
    static Regions of(List<Region> sorted, RegionOptions.Selection selection, OptionalInt background) {
        List<Region> kept = new ArrayList<>();
        for (Region region : sorted) {
            boolean isCovered = selection.overlap().isPresent()
                    && isCovered(region, kept, selection.overlap().getAsDouble());
            if (isWanted(region, selection, background) && !isCovered) {
                kept.add(region);
            }
        }
        return new Regions(kept, 0, 0);
    }

    private static boolean isWanted(Region region, RegionOptions.Selection selection, OptionalInt background) {
        return region.probability() >= selection.threshold()
                && region.code() == selection.onlyClass().orElse(region.code())
                && (selection.onlyClass().isPresent() || region.code() != background.orElse(-1));
    }

    /** Non-maximum suppression. */
    private static boolean isCovered(Region region, List<Region> likelier, double overlap) {
        return likelier.stream()
                .anyMatch(other -> other.code() == region.code() && overlap(region.box(), other.box()) > overlap);
    }

    /** Intersection over union. */
    static double overlap(Window one, Window other) {
        long shared = one.clip(other).area();
        return (double) shared / (one.area() + other.area() - shared);
    }
}
