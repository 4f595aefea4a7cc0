package io.cloudless.detect;

/**
 * Tiles along one axis.
 *
 * @param size edge of a tile; a shorter axis has a single tile of its own length
 * @param overlap what neighbours share at least
 */
record TileGrid(int size, int overlap) {
    TileGrid {
        if (size < 1 || overlap < 0 || overlap * 2 >= size) {
            throw new IllegalArgumentException(
                    "Tiles of " + size + " pixels must overlap by less than half of that, not " + overlap);
        }
    }

    /** Length of every tile along an axis. */
    int length(int axis) {
        return Math.min(size, axis);
    }

    /**
     * Where tiles begin that cover {@code [from, to)} of an axis {@code [0, axis)}. The last one is shifted back to end at
     * {@code to}, as far as the axis allows.
     */
    int[] starts(int from, int to, int axis) {
        int length = length(axis);
        if (to - from <= length) {
            return new int[] {Math.min(from, axis - length)};
        }
        int stride = size - overlap;
        int count = 1 + (to - from - length + stride - 1) / stride;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = Math.min(from + i * stride, to - length);
        }
        return starts;
    }
}
