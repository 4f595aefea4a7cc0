package io.cloudless.train;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A layer of a network that was trained elsewhere.
 *
 * @param name as its file calls it
 * @param shape of the kernel: (out, in / groups, height, width), or (out, in) of a fully connected layer
 * @param kernel its values, the last dimension fastest
 * @param bias one value for each of {@code out}; empty where the layer has none
 */
record PretrainedLayer(String name, long[] shape, float[] kernel, float[] bias) {
    /** Whether the values are as many as the shape says; damaged files may hold any number. */
    boolean isWhole() {
        return shape.length > 0
                && kernel.length > 0
                && kernel.length == count(shape)
                && (bias.length == 0 || bias.length == outputs());
    }

    /** Number of values of an array of this shape; -1 where they are too many for an array, or an edge is below 0. */
    static int count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || size > Integer.MAX_VALUE / Math.max(1, count)) {
                return -1;
            }
            count *= size;
        }
        return (int) count;
    }

    /** Whether the kernel fits one of this shape: a fully connected layer is a convolution as large as its input. */
    boolean fits(long[] wanted) {
        boolean sameCount = kernel.length == count(wanted);
        return Arrays.equals(shape, wanted) || (isFullyConnected() && sameCount && outputs() == wanted[0]);
    }

    /** Number of channels that it computes. */
    long outputs() {
        return isFullyConnected() ? shape[shape.length - 2] : shape[0];
    }

    /** Old Caffe files write the matrix as an array of four dimensions, the first two of length 1. */
    private boolean isFullyConnected() {
        return shape.length == 2 || (shape.length == 4 && shape[0] == 1 && shape[1] == 1);
    }

    /** A shape as people write it, such as {@code 96 x 3 x 7 x 7}. */
    static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }
}
