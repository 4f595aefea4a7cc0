package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class TileGridProperties {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void tilesCoverWhatTheyShouldAndStayInside(
            @ForAll @IntRange(min = 1, max = 700) int axis,
            @ForAll @IntRange(min = 4, max = 96) int size,
            @ForAll @DoubleRange(min = 0, max = 0.49) double share,
            @ForAll @DoubleRange(min = 0, max = 0.99) double begin,
            @ForAll @DoubleRange(min = 0, max = 1) double end) {
        TileGrid tiles = new TileGrid(size, (int) (size * share));
        int from = (int) (axis * begin);
        int to = from + 1 + (int) ((axis - from - 1) * end);

        int[] starts = tiles.starts(from, to, axis);

        int length = tiles.length(axis);
        int covered = from;
        for (int start : starts) {
            assertThat(start).isBetween(0, axis - length);
            assertThat(start).isLessThanOrEqualTo(covered);
            assertThat(start + length).as("no tile in vain").isGreaterThan(covered);
            covered = start + length;
        }
        assertThat(covered).isGreaterThanOrEqualTo(to);
        for (int i = 1; i < starts.length; i++) {
            assertThat(starts[i - 1] + length - starts[i]).isGreaterThanOrEqualTo(tiles.overlap());
        }
    }

    @Example
    void theLastTileIsShiftedToTheEdge() {
        assertThat(new TileGrid(64, 8).starts(0, 130, 130)).containsExactly(0, 56, 66);
        assertThat(new TileGrid(64, 8).starts(0, 64, 64)).containsExactly(0);
        assertThat(new TileGrid(64, 8).starts(90, 100, 130)).containsExactly(66);
        assertThat(new TileGrid(64, 8).starts(0, 10, 10)).containsExactly(0);
    }

    @Example
    void overlapsOfHalfATileAreRefused() {
        assertThatThrownBy(() -> new TileGrid(64, 32)).isInstanceOf(IllegalArgumentException.class);
    }
}
