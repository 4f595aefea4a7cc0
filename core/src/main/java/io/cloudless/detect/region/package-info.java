/**
 * Regions of a scene: connected parts of a mask, boxes that a classifier looks at, and whole pictures.
 *
 * <p>Read {@link io.cloudless.detect.region.RegionFinder} for parts of a mask,
 * {@link io.cloudless.detect.region.RegionDetector} for boxes and {@link io.cloudless.detect.region.PictureClassifier} for whole
 * pictures.
 */
@NullMarked
package io.cloudless.detect.region;

import org.jspecify.annotations.NullMarked;
