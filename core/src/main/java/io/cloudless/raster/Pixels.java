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

    /**
     * These pixels made larger: beyond the right and lower edges they go on as in a mirror that stands there.
     *
     * @param newWidth at least {@link #width}
     * @param newHeight at least {@link #height}
     */
    public Pixels mirroredTo(int newWidth, int newHeight) {
        float[][] larger = new float[bands.length][newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int row = mirror(y, height) * width;
            for (int x = 0; x < newWidth; x++) {
                int from = row + mirror(x, width);
                for (int band = 0; band < bands.length; band++) {
                    larger[band][y * newWidth + x] = bands[band][from];
                }
            }
        }
        return new Pixels(newWidth, newHeight, larger);
    }

    private static int mirror(int at, int size) {
        return at < size ? at : Math.max(0, 2 * size - 1 - at);
    }

    /** Whether the pixel at this row-major index has data. */
    public boolean isValid(int index) {
        return !Float.isNaN(bands[0][index]);
    }
}
