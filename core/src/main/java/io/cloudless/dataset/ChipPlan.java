package io.cloudless.dataset;

import io.cloudless.raster.Window;
import org.jspecify.annotations.Nullable;

/**
 * A chip that will be cut.
 *
 * @param name of its file, without ending; no two chips share one
 * @param className what it shows
 * @param source what it is cut from: an image's file name, or a database
 * @param scene the place it shows: all chips of a scene are in the same split
 * @param window of the source
 * @param split what it is used for, or null: drawn
 */
record ChipPlan(
        String name,
        String className,
        String source,
        String scene,
        Window window,
        @Nullable Split split) {}
