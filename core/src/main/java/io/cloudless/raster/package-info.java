/**
 * Pixels: scenes read window by window, values scaled, results written as GeoTIFF.
 *
 * <p>Read {@link io.cloudless.raster.RasterReader} first, then {@link io.cloudless.raster.Pixels}.
 */
@NullMarked
package io.cloudless.raster;

import org.jspecify.annotations.NullMarked;
