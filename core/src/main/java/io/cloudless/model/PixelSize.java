package io.cloudless.model;

/**
 * Edge of a pixel on the ground, in metres, at which a network works.
 *
 * @param minimum finer scenes are averaged down to about {@code recommended} before inference
 * @param recommended what the network has seen most
 * @param maximum coarser scenes are outside what the network has learnt
 */
public record PixelSize(double minimum, double recommended, double maximum) {
    public PixelSize {
        if (!(minimum > 0 && minimum <= recommended && recommended <= maximum && maximum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Pixel sizes must satisfy 0 < minimum <= recommended <= maximum, not "
                    + minimum + ", " + recommended + ", " + maximum);
        }
    }
}
