package io.cloudless.raster;

/**
 * The samples of one window, band by band, as stored in the file (no scaling applied).
 *
 * <p>A pixel without data is NaN in every band, and no other pixel is NaN in any: one look at the first band tells.
 *
 * @param width columns
 * @param height rows
 * @param bands one row-major array of {@code width * height} samples for each band asked for, in that order
 */
public record Pixels(int width, int height, float[][] bands) {
    public Pixels {
        for (float[] band : bands) {
            if (band.length != width * height) {
                throw new IllegalArgumentException(band.length + " samples for " + width + " x " + height + " pixels");
            }
        }
    }

    /** Whether the pixel at this row-major index has data. */
    public boolean isValid(int index) {
        return !Float.isNaN(bands[0][index]);
    }
}
