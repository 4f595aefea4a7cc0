package io.cloudless.detect.region;

import io.cloudless.raster.Window;

/** Sums over any rectangle of a plane in the time of four look-ups (Crow, SIGGRAPH 1984). */
final class SummedArea {
    private final int stride;
    private final double[] sums;

    /** @param values row-major, of rows of so many columns */
    SummedArea(float[] values, int width) {
        this.stride = width + 1;
        int height = values.length / width;
        this.sums = new double[stride * (height + 1)];
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                row += values[y * width + x];
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
    }

    /** Of the values inside. */
    double sum(Window part) {
        int above = part.y() * stride;
        int below = part.bottom() * stride;
        return sums[below + part.right()]
                - sums[below + part.x()]
                - sums[above + part.right()]
                + sums[above + part.x()];
    }
}
