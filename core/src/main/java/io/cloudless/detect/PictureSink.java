package io.cloudless.detect;

import io.cloudless.raster.Pixels;

/**
 * Is shown the scene while it is read, so that whoever draws it need not read it again.
 *
 * <p>Calls come one after the other from a thread of the detection, ahead of the mask's rows; what it throws ends the
 * detection.
 */
@FunctionalInterface
public interface PictureSink {
    /**
     * The next rows of the scene, from the top down, over its full width.
     *
     * @param y number of the first of these rows
     * @param values 0 (dark) to 1 (bright), bands as on the model's card, NaN where there is no data; only valid during
     *     the call and not to be changed
     */
    void accept(int y, Pixels values);
}
