package io.cloudless.annotate.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipGridTest {
    @ParameterizedTest
    @CsvSource({"16, 0", "16, 1", "16, 7", "16, 8", "17, 8", "31, 3", "40, 5", "63, 0", "64, 8", "64, 32"})
    void everyPixelIsInAnImageOfTheSizeAskedFor(int size, int overlap) {
        for (int width = 1; width <= 150; width++) {
            int height = 1 + width * 67 % 150; // each height once
            assertCovered(width, height, new ChipGrid(size, overlap));
        }
    }

    private static void assertCovered(int width, int height, ChipGrid grid) {
        boolean[] covered = new boolean[width * height];
        Set<Window> windows = new HashSet<>();
        for (List<Window> row : grid.rows(width, height)) {
            for (Window window : row) {
                assertThat(Window.of(width, height).contains(window)).isTrue();
                assertThat(window.width()).isEqualTo(Math.min(grid.size(), width));
                assertThat(window.height()).isEqualTo(Math.min(grid.size(), height));
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
