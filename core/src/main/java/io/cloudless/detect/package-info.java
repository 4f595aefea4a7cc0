/**
 * From a scene and a model to a mask, whatever the scene's size.
 *
 * <p>Read {@link io.cloudless.detect.Segmenter} first; {@link io.cloudless.detect.MaskSink} is how results that are too
 * big for memory are taken. On the way, {@code StripReader} brings pixels to the model's grid, {@code TileRunner} runs the
 * network, {@code Blender} joins tiles and {@code MaskPainter} brings the answer back to the scene's grid;
 * {@code Pipeline} lets them work side by side.
 */
@NullMarked
package io.cloudless.detect;

import org.jspecify.annotations.NullMarked;
