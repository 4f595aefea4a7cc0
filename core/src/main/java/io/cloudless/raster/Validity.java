package io.cloudless.raster;

import org.jspecify.annotations.Nullable;

/**
 * The one rule by which a pixel has no data. It has none if
 *
 * <ul>
 *   <li>its alpha or its mask is 0, or
 *   <li>any sample read is NaN or infinite, or
 *   <li>every sample read equals the file's nodata value, or
 *   <li>any sample read equals it and the value cannot be a colour: it is negative, or the samples are floats.
 * </ul>
 *
 * The third keeps a pixel that is merely black in one band of a picture whose nodata value is 0. Samples are compared
 * as floats, so integers beyond 2^24 count as equal where a float cannot tell them apart.
 */
public final class Validity {
    private final float nodata;
    private final boolean anyBand;

    /** @param nodata the stored value that means "no data", null: none does */
    public Validity(@Nullable Double nodata, boolean floats) {
        this.nodata = nodata == null ? Float.NaN : nodata.floatValue();
        this.anyBand = nodata != null && (nodata < 0 || floats);
    }

    /**
     * Makes every pixel without data NaN in every band.
     *
     * @param bands samples of the bands read, at least one
     * @param masks alpha bands and masks of the same pixels
     */
    public void apply(float[][] bands, float[]... masks) {
        for (int i = 0; i < bands[0].length; i++) {
            if (!hasData(bands, masks, i)) {
                for (float[] band : bands) {
                    band[i] = Float.NaN;
                }
            }
        }
    }

    private boolean hasData(float[][] bands, float[][] masks, int i) {
        for (float[] mask : masks) {
            if (mask[i] == 0) {
                return false;
            }
        }
        int equal = 0;
        for (float[] band : bands) {
            if (!Float.isFinite(band[i])) {
                return false;
            }
            if (band[i] == nodata) {
                equal++;
            }
        }
        return anyBand ? equal == 0 : equal < bands.length;
    }
}
