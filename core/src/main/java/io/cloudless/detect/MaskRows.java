package io.cloudless.detect;

/**
 * Some rows of a mask, over its full width. Several sinks get the same arrays: they may keep them, but not change them.
 *
 * @param y number of the first of these rows, counted from 0
 * @param width columns of the mask
 * @param height how many rows these are
 * @param codes row-major codes of {@link io.cloudless.model.MaskClass}, 255 where the scene has no data
 * @param cloudProbability row-major percentages 0 to 100 that there is cloud of any kind, 255 where the scene has no data
 */
public record MaskRows(int y, int width, int height, byte[] codes, byte[] cloudProbability) {
    public MaskRows {
        if (codes.length != width * height || cloudProbability.length != codes.length) {
            throw new IllegalArgumentException(codes.length + " codes and " + cloudProbability.length
                    + " probabilities for " + width + " x " + height + " pixels");
        }
    }
}
