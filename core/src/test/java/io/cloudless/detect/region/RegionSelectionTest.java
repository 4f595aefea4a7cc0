package io.cloudless.detect.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.model.MaskClass;
import io.cloudless.raster.Window;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegionSelectionTest {
    private static final OptionalDouble OFF = OptionalDouble.empty();
    private static final OptionalInt ALL = OptionalInt.empty();

    private final Region ship = region(1, 0.9, new Window(0, 0, 100, 100));
    private final Region shadowOfIt = region(1, 0.8, new Window(10, 0, 100, 100));
    private final Region other = region(1, 0.7, new Window(300, 0, 50, 50));
    private final Region buoy = region(2, 0.6, new Window(5, 0, 100, 100));
    private final Region water = region(0, 0.95, new Window(500, 0, 100, 100));
    private final List<Region> all = RegionSelection.sorted(List.of(other, buoy, ship, water, shadowOfIt));

    private static Region region(int code, double probability, Window box) {
        return Region.of(new ClassProbability(new MaskClass(code, "class " + code), probability), box);
    }

    private List<Region> select(double threshold, OptionalInt onlyClass, OptionalDouble overlap) {
        return RegionSelection.of(all, new RegionOptions.Selection(threshold, onlyClass, overlap), OptionalInt.of(0))
                .list();
    }

    @Test
    void theLikeliestComeFirstAndOfEqualsTheLargest() {
        Region small = region(1, 0.9, new Window(0, 0, 10, 10));

        assertThat(all).containsExactly(water, ship, shadowOfIt, other, buoy);
        assertThat(RegionSelection.sorted(List.of(small, ship))).containsExactly(ship, small);
    }

    @Test
    void ofBoxesOfAClassThatOverlapTheLikeliestRemains() {
        assertThat(select(0, ALL, OptionalDouble.of(0.5))).containsExactly(ship, other, buoy);
        assertThat(select(0, ALL, OptionalDouble.of(0.9))).containsExactly(ship, shadowOfIt, other, buoy);
        assertThat(select(0, ALL, OFF)).containsExactly(ship, shadowOfIt, other, buoy);
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        assertThat(RegionSelection.overlap(ship.box(), shadowOfIt.box())).isCloseTo(9000.0 / 11_000, within(1e-12));
        assertThat(RegionSelection.overlap(ship.box(), other.box())).isZero();
        assertThat(RegionSelection.overlap(ship.box(), ship.box())).isEqualTo(1);
    }

    @Test
    void thresholdAndClassNarrowItDown() {
        assertThat(select(0.8, ALL, OFF)).containsExactly(ship, shadowOfIt);
        assertThat(select(0, OptionalInt.of(2), OFF)).containsExactly(buoy);
        assertThat(select(0, OptionalInt.of(0), OFF))
                .as("the background, asked for")
                .containsExactly(water);
    }
}
