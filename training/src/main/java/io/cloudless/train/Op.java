package io.cloudless.train;

/** What one node of a network computes from earlier nodes; all on arrays of shape (images, channels, height, width). */
sealed interface Op {
    /**
     * The image, each band twice: its values, 0 to 1, brought to about -2 to 2 so that the padding's zero is a middle
     * grey; and its contrast, by how much they differ from the mean of their surroundings. With d that difference times
     * {@link #CONTRAST}, the contrast is d / (1 + |d|): faint texture on bright snow or dark sea is plain to see, and a
     * strongly stretched picture is still told from another.
     */
    record Input(int channels) implements Op {
        static final double SCALE = 4;
        static final double SHIFT = -1.6;
        /** Edge of the surroundings in pixels. */
        static final int SURROUNDINGS = 7;

        /** A difference of one part in this is brought to a half; ever larger ones to at most 1. */
        static final double CONTRAST = 24;
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
