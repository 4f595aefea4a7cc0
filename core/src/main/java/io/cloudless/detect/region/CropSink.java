package io.cloudless.detect.region;

import io.cloudless.raster.Pixels;

/** Is shown every box that was looked at, so that one can see what the classifier saw. */
@FunctionalInterface
public interface CropSink {
    /**
     * The next box, the likeliest first.
     *
     * @param box with its likeliest class
     * @param values 0..1 of the box with what is around it, bands as on the model's card
     */
    void accept(Region box, Pixels values);
}
