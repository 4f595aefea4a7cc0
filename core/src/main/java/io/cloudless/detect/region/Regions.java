package io.cloudless.detect.region;

import java.util.List;

/**
 * What was found in a scene: the connected parts of a mask, or boxes of a classifier.
 *
 * @param list the likeliest first, of equals the upper left one first
 * @param omitted how many were left out, because they are smaller than asked for or too many
 * @param omittedArea how many pixels those have together
 */
public record Regions(List<Region> list, long omitted, long omittedArea) {
    public Regions {
        list = List.copyOf(list);
    }
}
