/**
 * What a scene is to all other code: bands, pixels, windows, georeference, no data. Its wings hold one format each.
 *
 * <p>Read {@link io.cloudless.raster.RasterReader} first, then {@link io.cloudless.raster.Pixels}. {@code RasterFormat}
 * recognises a format and opens the reader of the wing that decodes it.
 */
@NullMarked
package io.cloudless.raster;

import org.jspecify.annotations.NullMarked;
