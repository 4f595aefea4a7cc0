package io.cloudless.raster;

import java.util.Objects;

/** What every reader asks of a request before it allocates anything. */
final class Requests {
    private Requests() {}

    static void check(RasterInfo info, Window window, int[] bands) {
        boolean inside = window.x() >= 0
                && window.y() >= 0
                && (long) window.x() + window.width() <= info.width()
                && (long) window.y() + window.height() <= info.height();
        if (window.isEmpty() || !inside || window.area() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(window + " of a raster of " + info.width() + " x " + info.height());
        }
        if (bands.length == 0) {
            throw new IllegalArgumentException("no bands asked for");
        }
        for (int band : bands) {
            Objects.checkIndex(band, info.bands().size());
        }
    }
}
