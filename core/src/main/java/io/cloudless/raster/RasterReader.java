package io.cloudless.raster;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Reads any window of a raster file: GeoTIFF/COG, PNG, JPEG, and with a system GDAL JPEG 2000 and TIFFs of rare encodings.
 * Only the file itself is read, whatever it names.
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
        return RasterFormat.open(file, true, EnumSet.allOf(RasterFormat.class));
    }

    /**
     * Opens a file that a stranger sent. GDAL is asked for JPEG 2000 alone, which nothing else reads.
     *
     * @throws InputException as {@link #open(Path)}
     */
    static RasterReader openUpload(Path file) {
        return RasterFormat.open(file, true, EnumSet.of(RasterFormat.JPEG_2000));
    }

    /** {@link #open(Path)} for a path in text. */
    static RasterReader open(String file) {
        return open(Path.of(file));
    }

    /**
     * Opens a raster whose samples are classes, such as a mask: a palette is taken for mere display and not applied, so
     * that the one band holds what is stored.
     *
     * @throws InputException as {@link #open(Path)}
     */
    static RasterReader openClasses(Path file) {
        return RasterFormat.open(file, false, EnumSet.allOf(RasterFormat.class));
    }

    /** How many bytes {@link #beginsLikeRaster} wants. */
    int SIGNATURE_BYTES = RasterFormat.SIGNATURE_BYTES;

    /** Whether a file that begins with these bytes is of a format that {@link #open(Path)} reads. */
    static boolean beginsLikeRaster(byte[] start) {
        return RasterFormat.of(start).isPresent();
    }

    /**
     * Opens a PNG or JPEG that lies within a file.
     *
     * @param file that it lies in: what errors name
     * @throws InputException if the bytes are neither, or damaged
     */
    static RasterReader openEmbedded(Path file, byte[] picture) {
        return RasterFormat.openEmbedded(file, picture);
    }

    /** Whether a file is by its ending a raster that this can read. */
    static boolean isNamedLikeRaster(Path file) {
        return RasterFormat.ENDINGS.contains(
                file.toString().substring(file.toString().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** What the header says. */
    RasterInfo info();

    /**
     * Reads samples as stored, as floats: integers beyond 2^24 lose their last digits.
     *
     * <p>A pixel has no data, and is NaN in every band, if its alpha or mask is 0, if any sample read is NaN or infinite,
     * if all samples read equal the nodata value, or if one of them does and the value is no possible colour (negative,
     * or of a float raster).
     *
     * @param window inside the raster, not empty
     * @param bands indices of {@link RasterInfo#bands()}
     * @throws IllegalArgumentException if the window or a band is not in the raster
     * @throws InputException if the file turns out damaged
     */
    Pixels read(Window window, int... bands);

    /**
     * {@link #read} of several windows, in their order; where the file allows it, what they need is decoded side by side.
     *
     * @param windows few and small enough to be in memory at once
     */
    default List<Pixels> readAll(List<Window> windows, int... bands) {
        return windows.stream().map(window -> read(window, bands)).toList();
    }

    @Override
    void close();
}
