/**
 * From a scene and a model to a mask, whatever the size of the scene.
 *
 * <p>Read {@link io.cloudless.detect.Segmenter} first. {@link io.cloudless.detect.MaskSink} takes results that are too big for
 * memory. On the way, {@code StripReader} brings pixels to the grid of the model, {@code TileRunner} runs the network,
 * {@code Blender} joins tiles, and {@code MaskPainter} brings the answer back to the grid of the scene. {@code Pipeline} lets
 * them work side by side. The wing {@code region} looks at parts of a scene, the wing {@code output} writes what was found.
 */
@NullMarked
package io.cloudless.detect;

import org.jspecify.annotations.NullMarked;
