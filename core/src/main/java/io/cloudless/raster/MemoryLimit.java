package io.cloudless.raster;

import java.util.Locale;

/**
 * How much a single picture or block may take once decompressed: a quarter of the memory Java may use.
 *
 * <p>A header can claim any size in a few bytes (a decompression bomb), so sizes are compared with this, and with what
 * the stored bytes can hold at best, before anything is allocated.
 */
final class MemoryLimit {
    private MemoryLimit() {}

    static long bytes() {
        return Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 4);
    }

    static String remedy() {
        return String.format(
                Locale.ROOT,
                "Up to %,d bytes are decoded at once here: if the file can be trusted, give Java more memory (-Xmx)"
                        + " or store it as a tiled GeoTIFF (gdal_translate -co TILED=YES -co COMPRESS=DEFLATE)",
                bytes());
    }
}
