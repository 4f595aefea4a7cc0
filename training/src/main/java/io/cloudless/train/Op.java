package io.cloudless.train;

/** What one node of a network computes from earlier nodes; all on arrays of shape (images, channels, height, width). */
sealed interface Op {
    /** The image: values from 0 to 1, brought to about -2 to 2 so that the padding's zero is a middle grey. */
    record Input(int channels) implements Op {
        static final double SCALE = 4;
        static final double SHIFT = -1.6;
    }

    /**
     * A convolution padded to keep the size (divided by the stride), followed by batch normalisation where {@code
     * normalised}, else by a bias, and by max(0, x) where {@code rectified}.
     */
    record Conv(String name, int out, int kernel, int stride, int groups, boolean normalised, boolean rectified)
            implements Op {}

    /** The sum of two nodes of one shape, then max(0, x). */
    record AddRectified() implements Op {}

    /** Twice the width and height, bilinear, pixel centres at halves. */
    record Upsample() implements Op {}

    /** Four channels become one of twice the width and height (Shi et al. 2016). */
    record PixelShuffle() implements Op {}
}
