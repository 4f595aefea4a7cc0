package io.cloudless.raster;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much a single picture or block may take once decompressed: a quarter of the memory Java may use.
 *
 * <p>A header can claim any size in a few bytes (a decompression bomb), so sizes are compared with this, and with what
 * the stored bytes can hold at best, before anything is allocated.
 */
public final class MemoryLimit {
    /** The longest array that every virtual machine gives. */
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private MemoryLimit() {}

    public static long bytes() {
        return Math.min(LONGEST_ARRAY, Runtime.getRuntime().maxMemory() / 4);
    }

    public static String remedy() {
        return String.format(
                Locale.ROOT,
                "Up to %,d bytes are decoded at once here: if the file can be trusted, give Java more memory (-Xmx)"
                        + " or store it as a tiled GeoTIFF (gdal_translate -co TILED=YES -co COMPRESS=DEFLATE)",
                bytes());
    }

    /**
     * Checks a block before it is decoded.
     *
     * @param pixelBytes of all its samples of a pixel
     * @throws InputException if it is larger than {@link #bytes}
     */
    public static void checkBlock(Path file, long width, long height, long pixelBytes) {
        if ((double) width * height * pixelBytes > bytes()) {
            throw new InputException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "one block of it has %,d x %,d pixels of %,d bytes",
                            width,
                            height,
                            pixelBytes),
                    remedy());
        }
    }

    /**
     * Checks a window before arrays are made for it: its samples as floats may take half of Java's memory.
     *
     * @throws InputException if it needs more
     */
    static void checkSamples(Path file, Window window, int bands) {
        double needed = (double) window.area() * bands * Float.BYTES;
        long memory = Runtime.getRuntime().maxMemory() / 2;
        if (needed > memory || window.area() > LONGEST_ARRAY) {
            throw new InputException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "%,d x %,d pixels of %,d bands are wanted at once, %,.0f bytes as floats",
                            window.width(),
                            window.height(),
                            bands,
                            needed),
                    String.format(
                            Locale.ROOT,
                            "At most %,d bytes are taken here: give Java more memory (-Xmx), or read fewer bands or"
                                    + " smaller images",
                            memory));
        }
    }
}
