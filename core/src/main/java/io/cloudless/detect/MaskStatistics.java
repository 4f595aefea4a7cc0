package io.cloudless.detect;

import io.cloudless.model.MaskClass;

/**
 * How many pixels of a mask are what.
 *
 * @param clear neither cloud nor shadow
 * @param cloud thick cloud, or of a kind not told
 * @param thinCloud thin cloud
 * @param shadow cloud shadow
 * @param noData where the scene has no data
 */
public record MaskStatistics(long clear, long cloud, long thinCloud, long shadow, long noData) {
    /** @param pixelsByCode 256 counts */
    static MaskStatistics of(long[] pixelsByCode) {
        return new MaskStatistics(
                pixelsByCode[MaskClass.CLEAR],
                pixelsByCode[MaskClass.CLOUD],
                pixelsByCode[MaskClass.THIN_CLOUD],
                pixelsByCode[MaskClass.SHADOW],
                pixelsByCode[MaskClass.NO_DATA]);
    }

    /** Pixels with data. */
    public long valid() {
        return clear + cloud + thinCloud + shadow;
    }

    /** Share of cloud of any kind among the pixels with data, 0..1; NaN where there is none. */
    public double cloudCover() {
        return (double) (cloud + thinCloud) / valid();
    }
}
