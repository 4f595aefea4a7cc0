package io.cloudless.raster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a raster's header says.
 *
 * @param file where it lies
 * @param format such as {@code "GeoTIFF"} or {@code "PNG"}
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param bands at least one, in file order
 * @param nodata the stored sample that means "no data", or null where the file states none
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

    /** The whole raster. */
    public Window bounds() {
        return Window.of(width, height);
    }
}
