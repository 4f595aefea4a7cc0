package io.cloudless.detect;

/**
 * A row of tiles on the model's grid: values 0..1 over the full width, one row-major plane for each band read, NaN where
 * there is no data. Filled by the reader, then read by any number of workers until it is filled anew.
 */
final class Strip {
    final int width;
    final int height;
    final float[][] planes;

    /** Row of the model's grid that the strip begins with. */
    int y;
    /** All data lie in columns {@code [from, to)}; none where both are equal. */
    int from;

    int to;
    /** Whether every pixel has data. */
    boolean isWhole;

    Strip(int width, int height, int bands) {
        this.width = width;
        this.height = height;
        this.planes = new float[bands][Math.multiplyExact(width, height)];
    }

    /** Finds out where the data lie. */
    void measure() {
        float[] first = planes[0];
        from = width;
        to = 0;
        isWhole = true;
        for (int row = 0; row < height; row++) {
            int start = row * width;
            for (int x = 0; x < from; x++) {
                if (!Float.isNaN(first[start + x])) {
                    from = x;
                }
            }
            for (int x = width - 1; x >= to; x--) {
                if (!Float.isNaN(first[start + x])) {
                    to = x + 1;
                }
            }
            isWhole &= isWhole(start);
        }
        from = Math.min(from, to);
    }

    private boolean isWhole(int start) {
        float[] first = planes[0];
        for (int x = 0; x < width; x++) {
            if (Float.isNaN(first[start + x])) {
                return false;
            }
        }
        return true;
    }
}
