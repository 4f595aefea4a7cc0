/**
 * Files that say what was found: regions as JSON, GeoJSON and COCO, and a STAC item.
 *
 * <p>Read {@link io.cloudless.detect.output.RegionsJson} first; each other format has a class of its own.
 */
@NullMarked
package io.cloudless.detect.output;

import org.jspecify.annotations.NullMarked;
