package io.cloudless.raster;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Where a raster lies on Earth: a transform from pixel corners to map coordinates and the reference system of those,
 * kept as the GeoTIFF's own keys so that a mask gets its scene's grid to the bit.
 *
 * <p>{@code mapX = originX + column * xPerColumn + row * xPerRow}, likewise {@code mapY}; (0, 0) is the outer corner of
 * the upper left pixel, also where the file speaks of pixel centres ({@link GeoKeys#isPixelPoint()}).
 */
public record Georeference(
        double originX,
        double xPerColumn,
        double xPerRow,
        double originY,
        double yPerColumn,
        double yPerRow,
        GeoKeys keys) {

    /** Map coordinate to the right, in the units of the reference system, of a point given in pixels. */
    public double mapX(double column, double row) {
        return originX + column * xPerColumn + row * xPerRow;
    }

    /** Map coordinate upwards of a point given in pixels. */
    public double mapY(double column, double row) {
        return originY + column * yPerColumn + row * yPerRow;
    }

    /**
     * Edge of a pixel on the ground in metres at a point given in pixels (square root of its area), empty without a
     * reference system. Degrees and the stretched metres of Web Mercator are turned to metres on the ground there.
     */
    public OptionalDouble pixelSizeMetres(double column, double row) {
        double squareUnits = Math.abs(xPerColumn * yPerRow - xPerRow * yPerColumn);
        return new ReferenceSystem(keys)
                .squareMetresPerUnit(mapY(column, row)).stream()
                        .map(metres -> Math.sqrt(squareUnits * metres))
                        .findFirst();
    }

    /** EPSG code of the reference system, empty if it has none. */
    public OptionalInt epsg() {
        return keys.epsg();
    }

    /**
     * Longitude and latitude (degrees, WGS 84) of a point given in pixels.
     *
     * @throws IllegalStateException if the reference system is missing or not known
     */
    public double[] lonLat(double column, double row) {
        double[] point = {mapX(column, row), mapY(column, row)};
        new ReferenceSystem(keys).toLonLat(point);
        return point;
    }

    /**
     * The same for the upper left corners of many pixels: a longitude and a latitude for each, in their order.
     *
     * @throws IllegalStateException if the reference system is missing or not known
     */
    public double[] lonLat(int[] columns, int[] rows) {
        double[] points = new double[2 * columns.length];
        for (int i = 0; i < columns.length; i++) {
            points[2 * i] = mapX(columns[i], rows[i]);
            points[2 * i + 1] = mapY(columns[i], rows[i]);
        }
        new ReferenceSystem(keys).toLonLat(points);
        return points;
    }

    /**
     * Column and row, with fractions, of a point given by longitude and latitude (degrees, WGS 84).
     *
     * @throws IllegalStateException if the reference system is missing or not known, or does not reach there
     */
    public double[] pixel(double longitude, double latitude) {
        double[] map = new ReferenceSystem(keys).map(longitude, latitude);
        double x = map[0] - originX;
        double y = map[1] - originY;
        double determinant = xPerColumn * yPerRow - xPerRow * yPerColumn;
        return new double[] {(x * yPerRow - y * xPerRow) / determinant, (y * xPerColumn - x * yPerColumn) / determinant
        };
    }
}
