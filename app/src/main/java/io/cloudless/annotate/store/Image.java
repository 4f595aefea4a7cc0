package io.cloudless.annotate.store;

import io.cloudless.raster.Window;

/**
 * A piece of a scene, of the size that people mark at a time.
 *
 * @param name unique in the project, without an ending
 * @param hash SHA-256 of its file, in hexadecimal digits
 * @param window where it lies in the scene
 * @param usefulness how unsure the model is about it, 0 to 1; -1 where it was not asked
 */
public record Image(long id, Scene scene, String name, String hash, Window window, double usefulness) {}
