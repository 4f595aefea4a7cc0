package io.cloudless.raster;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Where a raster lies on Earth: a transform from pixel corners to map coordinates and the reference system of those,
 * kept as the GeoTIFF's own keys so that a mask gets its scene's grid to the bit.
 *
 * <p>{@code mapX = originX + column * xPerColumn + row * xPerRow}, likewise {@code mapY}; (0, 0) is the outer corner of
 * the upper left pixel.
 */
public record Georeference(
        double originX,
        double xPerColumn,
        double xPerRow,
        double originY,
        double yPerColumn,
        double yPerRow,
        GeoKeys keys) {

    /** Edge of a pixel on the ground in metres (geometric mean of both edges), empty without a reference system. */
    public OptionalDouble pixelSizeMetres() {
        return OptionalDouble.empty();
    }

    /** EPSG code of the reference system, empty if it has none. */
    public OptionalInt epsg() {
        return OptionalInt.empty();
    }

    /** Longitude and latitude (degrees, WGS 84) of a point given in pixels. */
    public double[] lonLat(double column, double row) {
        throw new UnsupportedOperationException("not written yet");
    }
}
