package io.cloudless.train;

/**
 * Crops that one step of training sees.
 *
 * @param count how many
 * @param size edge of each in pixels
 * @param bands of each
 * @param images values from 0 to 1: (count, size, size, bands), bands interleaved
 * @param truth class codes: (count, size, size); 255 counts not
 */
record Batch(int count, int size, int bands, float[] images, long[] truth) {}
