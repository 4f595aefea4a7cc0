package io.cloudless.raster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a raster's header says.
 *
 * @param file where it lies
 * @param format such as {@code "GeoTIFF"} or {@code "PNG"}
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param bands at least one, in file order; a palette and CMYK are presented as red, green and blue
 * @param nodata the stored sample that means "no data", or null where the file states none or the sample is an index
 *     into a palette; readers apply it, and how is said at {@link RasterReader#read}
 * @param georeference where on Earth it lies, or null for a plain picture
 * @param blockWidth columns of one stored block: windows aligned to blocks read fastest
 * @param blockHeight rows of one stored block
 * @param metadata what else the file says of itself, by the file's own names
 */
public record RasterInfo(
        Path file,
        String format,
        int width,
        int height,
        List<Band> bands,
        @Nullable Double nodata,
        @Nullable Georeference georeference,
        int blockWidth,
        int blockHeight,
        Map<String, String> metadata) {
    public RasterInfo {
        bands = List.copyOf(bands);
        metadata = Map.copyOf(metadata);
    }

    /** The first band that shows this, if any does. */
    public Optional<Band> band(BandRole role) {
        return bands.stream().filter(band -> band.role() == role).findFirst();
    }

    /**
     * Edge of a pixel on the ground in metres at the middle of the raster; empty for a plain picture or where the file
     * names no reference system.
     */
    public OptionalDouble pixelSizeMetres() {
        return georeference == null ? OptionalDouble.empty() : georeference.pixelSizeMetres(width / 2.0, height / 2.0);
    }

    /** The whole raster. */
    public Window bounds() {
        return Window.of(width, height);
    }
}
