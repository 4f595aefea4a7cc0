/**
 * TIFF, BigTIFF, GeoTIFF and COG, read and written.
 *
 * <p>Read {@link io.cloudless.raster.tiff.TiffReader} for reading and {@link io.cloudless.raster.tiff.GeoTiffWriter} for writing.
 * The code for compressions and predictors serves both.
 */
@NullMarked
package io.cloudless.raster.tiff;

import org.jspecify.annotations.NullMarked;
