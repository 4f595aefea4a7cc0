package io.cloudless.annotate.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChipGridProperties {
    @Property(tries = 200)
    void everyPixelIsInAnImageOfTheSizeAskedFor(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 16, max = 64) int size,
            @ForAll @IntRange(min = 0, max = 8) int overlap) {
        boolean[] covered = new boolean[width * height];
        Set<Window> windows = new HashSet<>();
        for (List<Window> row : new ChipGrid(size, overlap).rows(width, height)) {
            for (Window window : row) {
                assertThat(Window.of(width, height).contains(window)).isTrue();
                assertThat(window.width()).isEqualTo(Math.min(size, width));
                assertThat(window.height()).isEqualTo(Math.min(size, height));
                assertThat(windows.add(window)).as("no window comes twice").isTrue();
                for (int y = window.y(); y < window.bottom(); y++) {
                    for (int x = window.x(); x < window.right(); x++) {
                        covered[y * width + x] = true;
                    }
                }
            }
        }
        for (boolean pixel : covered) {
            assertThat(pixel).isTrue();
        }
    }
}
