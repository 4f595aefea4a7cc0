package io.cloudless.train;

import java.util.List;

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
     * The picture as networks trained with Caffe want it: red, green, blue of 0 to 1 become blue, green, red of 0 to 255
     * less the mean of each.
     *
     * @param mean of blue, green and red over the pictures that the network was trained on, 0 to 255
     */
    record CaffeInput(List<Double> mean) implements Op {
        static final double SCALE = 255;
        static final int CHANNELS = 3;

        public CaffeInput {
            mean = List.copyOf(mean);
            if (mean.size() != CHANNELS) {
                throw new IllegalArgumentException("Means of blue, green and red are needed, not " + mean);
            }
        }
    }

    /**
     * A convolution, followed by batch normalisation where {@code normalised}, else by a bias, and by max(0, x) where
     * {@code rectified}.
     *
     * @param padding rows and columns of zeros on every side
     */
    record Conv(
            String name,
            int out,
            int kernel,
            int stride,
            int padding,
            int groups,
            boolean normalised,
            boolean rectified)
            implements Op {
        /** With a bias and max(0, x), without padding; the rest by {@link #stride(int)} and its like. */
        static Conv plain(String name, int out, int kernel) {
            return new Conv(name, out, kernel, 1, 0, 1, false, true);
        }

        /** Padded to keep the size (divided by the stride). */
        static Conv same(String name, int out, int kernel, int stride, boolean normalised, boolean rectified) {
            return new Conv(name, out, kernel, stride, kernel / 2, 1, normalised, rectified);
        }

        Conv stride(int pixels) {
            return new Conv(name, out, kernel, pixels, padding, groups, normalised, rectified);
        }

        Conv padding(int pixels) {
            return new Conv(name, out, kernel, stride, pixels, groups, normalised, rectified);
        }

        /** Each of so many groups of channels is computed from its own group of the input's. */
        Conv groups(int count) {
            return new Conv(name, out, kernel, stride, padding, count, normalised, rectified);
        }

        /** Without max(0, x). */
        Conv linear() {
            return new Conv(name, out, kernel, stride, padding, groups, normalised, false);
        }
    }

    /** The sum of two nodes of one shape, then max(0, x). */
    record AddRectified() implements Op {}

    /** The channels of all inputs, one after another. */
    record Concat() implements Op {}

    /** Twice the width and height, bilinear, pixel centres at halves. */
    record Upsample() implements Op {}

    /** Four channels become one of twice the width and height (Shi et al. 2016). */
    record PixelShuffle() implements Op {}

    /** The largest of each window; the last windows reach over the edge so that every pixel is in one. */
    record MaxPool(int kernel, int stride) implements Op {}

    /**
     * Local response normalisation over channels (Krizhevsky et al. 2012, 3.3): each value is divided by (1 + alpha / size
     * times the sum of the squares of the {@code size} channels around it) to the power of beta.
     *
     * @param size number of channels, odd
     */
    record ResponseNorm(int size, double alpha, double beta) implements Op {}

    /** Sets this share of the values to 0 while training (Srivastava et al. 2014) and does nothing afterwards. */
    record Dropout(double share) implements Op {}

    /** The mean of each channel over the whole picture: (images, channels). */
    record GlobalAverage() implements Op {}
}
