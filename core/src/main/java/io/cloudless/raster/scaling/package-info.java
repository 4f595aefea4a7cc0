/**
 * From stored values to reflectance from 0 to 1.
 *
 * <p>Read {@link io.cloudless.raster.scaling.ValueScaling} first. Where a file does not state its scale,
 * {@link io.cloudless.raster.scaling.SceneSample} shows the values that it holds.
 */
@NullMarked
package io.cloudless.raster.scaling;

import org.jspecify.annotations.NullMarked;
