/**
 * PNG and JPEG, decoded whole after their headers are checked.
 *
 * <p>Read {@link io.cloudless.raster.picture.PictureReader} first.
 */
@NullMarked
package io.cloudless.raster.picture;

import org.jspecify.annotations.NullMarked;
