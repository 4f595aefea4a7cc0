package io.cloudless.annotate.store;

import io.cloudless.raster.Window;

/**
 * An image to be added.
 *
 * @param shuffle its place in the random order
 */
public record NewImage(String name, String hash, Window window, long shuffle) {}
