package io.cloudless.model;

/**
 * Edge of a pixel on the ground, in metres, at which a network works.
 *
 * @param minimum blocks of finer scenes, as small as reach it, are averaged before inference
 * @param recommended what the network has seen most, assumed of scenes that do not tell theirs
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
