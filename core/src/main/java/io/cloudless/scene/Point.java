package io.cloudless.scene;

/**
 * A place on an image in pixels: (0, 0) is the outer corner of the upper left pixel, (0.5, 0.5) its centre. Kept to a
 * thousandth of a pixel, so that a detour through another unit, such as degrees, changes nothing.
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(double x, double y) {
    /**
     * @throws IllegalArgumentException if a coordinate is infinite, no number, or beyond a thousand million pixels
     */
    public Point {
        x = rounded(x);
        y = rounded(y);
    }

    static double rounded(double coordinate) {
        if (!(Math.abs(coordinate) <= 1e9)) {
            throw new IllegalArgumentException(coordinate + " is no place on an image");
        }
        return Math.round(coordinate * 1000) / 1000.0;
    }
}
