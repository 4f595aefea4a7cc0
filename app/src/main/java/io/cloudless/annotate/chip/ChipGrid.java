package io.cloudless.annotate.chip;

import io.cloudless.raster.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scene is cut: in squares, row by row. The last of a row and of a column are moved back to the scene's edge, so that
 * no pixel is left out and all are of one size; a scene that is smaller than a square is one image as it is.
 *
 * @param size edge of a square in pixels
 * @param overlap how many pixels neighbours share
 */
public record ChipGrid(int size, int overlap) {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 4096;

    public ChipGrid {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "An image to mark has " + SMALLEST + " to " + LARGEST + " pixels along an edge, not " + size);
        }
        if (overlap < 0 || 2 * overlap > size) {
            throw new IllegalArgumentException(
                    "Images of " + size + " pixels can share 0 to " + size / 2 + " of them, not " + overlap);
        }
    }

    /** With another size or overlap where they are not null. */
    public ChipGrid with(@Nullable Integer otherSize, @Nullable Integer otherOverlap) {
        return new ChipGrid(otherSize == null ? size : otherSize, otherOverlap == null ? overlap : otherOverlap);
    }

    /** How many squares a scene has. */
    public long count(int width, int height) {
        return count(width) * count(height);
    }

    private long count(int length) {
        long step = size - overlap;
        return length <= size ? 1 : (length - size + step - 1) / step + 1;
    }

    /** The squares of a scene: a list for each row. */
    public List<List<Window>> rows(int width, int height) {
        List<List<Window>> rows = new ArrayList<>();
        for (int y : starts(height)) {
            List<Window> row = new ArrayList<>();
            for (int x : starts(width)) {
                row.add(new Window(x, y, Math.min(size, width), Math.min(size, height)));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<Integer> starts(int length) {
        List<Integer> starts = new ArrayList<>();
        int step = size - overlap;
        for (int start = 0; start + size < length; start += step) {
            starts.add(start);
        }
        starts.add(Math.max(0, length - size));
        return starts;
    }
}
