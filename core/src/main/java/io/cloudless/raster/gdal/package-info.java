/**
 * Encodings that only the GDAL of the machine decodes, through its C interface.
 *
 * <p>Read {@link io.cloudless.raster.gdal.GdalReader} first. {@link io.cloudless.raster.gdal.Gdal} says what GDAL may do.
 */
@NullMarked
package io.cloudless.raster.gdal;

import org.jspecify.annotations.NullMarked;
