package io.cloudless.dataset;

import io.cloudless.raster.Pixels;

/**
 * An image with its truth.
 *
 * @param pixels values from 0 to 1 in every band, 0 where there is no data
 * @param mask class code of each pixel, row-major; 255 where the truth is unknown or the image has no data
 */
public record Chip(Pixels pixels, byte[] mask) {
    /** Mask code of a pixel that counts in no figure and no loss. */
    public static final int UNKNOWN = 255;
}
