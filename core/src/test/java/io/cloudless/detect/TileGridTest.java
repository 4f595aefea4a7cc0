package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.Cases;
import io.cloudless.Draw;
import org.junit.jupiter.api.Test;

class TileGridTest {
    @Cases(1000)
    void tilesCoverWhatTheyShouldAndStayInside(Draw draw) {
        int axis = draw.between(1, 700);
        int size = draw.between(4, 96);
        TileGrid tiles = new TileGrid(size, draw.between(0, (size - 1) / 2));
        int from = draw.between(0, axis - 1);
        int to = draw.between(from + 1, axis);

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

    @Test
    void theLastTileIsShiftedToTheEdge() {
        assertThat(new TileGrid(64, 8).starts(0, 130, 130)).containsExactly(0, 56, 66);
        assertThat(new TileGrid(64, 8).starts(0, 64, 64)).containsExactly(0);
        assertThat(new TileGrid(64, 8).starts(90, 100, 130)).containsExactly(66);
        assertThat(new TileGrid(64, 8).starts(0, 10, 10)).containsExactly(0);
    }

    @Test
    void overlapsOfHalfATileAreRefused() {
        assertThatThrownBy(() -> new TileGrid(64, 32)).isInstanceOf(IllegalArgumentException.class);
    }
}
