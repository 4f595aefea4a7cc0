package io.cloudless.dataset;

import io.cloudless.raster.Pixels;

/**
 * Undoes a known stretch: {@code reflectance = value * gain + offset}, for pictures whose maker's stretch is known. Data
 * sets of one scale teach a network how bright a cloud really is; of two scales, that it may be as dark as fields are in
 * the other.
 *
 * @param gain reflectance per value
 * @param offset reflectance of the value 0
 */
public record Calibration(double gain, double offset) {
    /** Values are kept as they are. */
    public static final Calibration NONE = new Calibration(1, 0);

    /** Changes values in place; results are clamped to 0..1. */
    void apply(Pixels pixels) {
        for (float[] band : pixels.bands()) {
            for (int i = 0; i < band.length; i++) {
                band[i] = (float) Math.max(0, Math.min(1, band[i] * gain + offset));
            }
        }
    }
}
