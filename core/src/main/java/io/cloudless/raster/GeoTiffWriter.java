package io.cloudless.raster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tiled GeoTIFF from the top row to the bottom row in bounded memory. The file appears under its name only
 * with {@link #commit()}; closed before that, nothing is left behind.
 */
public final class GeoTiffWriter implements AutoCloseable {
    /** How the smaller copies of the picture are made. */
    public enum Overviews {
        NONE,
        /** The most frequent value of each 2 x 2: for classes. */
        MODE,
        /** The mean of the valid ones of each 2 x 2: for quantities. */
        AVERAGE
    }

    /**
     * @param width columns
     * @param height rows
     * @param bands number of bands, pixel-interleaved
     * @param type stored type of all bands
     * @param nodata written for NaN and stated in the header; null: no nodata value
     * @param georeference null for a plain picture
     * @param blockSize edge of a square tile, a multiple of 16
     * @param overviews which smaller copies to add
     * @param colours packed 0xRRGGBB for each value 0-255 of a single-band UINT8 raster, or null
     */
    public record Layout(
            int width,
            int height,
            int bands,
            SampleType type,
            @Nullable Double nodata,
            @Nullable Georeference georeference,
            int blockSize,
            Overviews overviews,
            int @Nullable [] colours) {}

    private GeoTiffWriter() {}

    public static GeoTiffWriter create(Path target, Layout layout) {
        throw new UnsupportedOperationException("not written yet: " + target + layout);
    }

    /** Adds rows of the full width below those already added; samples are stored values, rounded and clamped. */
    public void append(Pixels rows) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Adds rows of a single-band UINT8 raster. */
    public void append(byte[] samples) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Completes the file and puts it in place of the target. All rows must have been added. */
    public void commit() {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void close() {}
}
