package io.cloudless.raster;

import java.nio.file.Path;

/**
 * Reads any window of a raster file: GeoTIFF/COG, PNG, JPEG, and with a system GDAL JP2 and whatever else GDAL knows.
 *
 * <p>One reader serves one thread; open the file again for another.
 */
public interface RasterReader extends AutoCloseable {
    /**
     * Opens a file by what it holds, not by what it is called.
     *
     * @throws InputException if it is missing, no raster, damaged or of a kind that cannot be read
     */
    static RasterReader open(Path file) {
        throw new UnsupportedOperationException("not written yet: " + file);
    }

    /** {@link #open(Path)} for a path in text. */
    static RasterReader open(String file) {
        return open(Path.of(file));
    }

    /** What the header says. */
    RasterInfo info();

    /**
     * Reads samples as stored.
     *
     * @param window inside the raster, not empty
     * @param bands indices of {@link RasterInfo#bands()}
     * @throws InputException if the file turns out damaged
     */
    Pixels read(Window window, int... bands);

    @Override
    void close();
}
