package io.cloudless.detect.region;

import java.util.List;

/**
 * What was found in a scene box by box.
 *
 * @param regions the likeliest first
 * @param looked how many boxes were looked at
 * @param leftOut how many more were proposed, smaller than those
 * @param notes what was assumed on the way
 * @param times how long it took
 */
public record RegionDetection(Regions regions, int looked, int leftOut, List<String> notes, Times times) {
    public RegionDetection {
        notes = List.copyOf(notes);
    }

    /**
     * Seconds.
     *
     * @param reading the scene
     * @param proposing boxes
     * @param classifying them
     */
    public record Times(double reading, double proposing, double classifying) {}
}
