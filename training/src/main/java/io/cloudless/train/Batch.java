package io.cloudless.train;

/**
 * Pictures that one step of training sees.
 *
 * @param count how many
 * @param size edge of each in pixels
 * @param bands of each
 * @param images values from 0 to 1: (count, size, size, bands), bands interleaved
 * @param truth class codes: one for each picture, or one for each pixel (count, size, size); 255 counts not
 */
record Batch(int count, int size, int bands, float[] images, long[] truth) {
    /** Length of the truth along each of its dimensions. */
    long[] truthShape() {
        return truth.length == count ? new long[] {count} : new long[] {count, size, size};
    }
}
