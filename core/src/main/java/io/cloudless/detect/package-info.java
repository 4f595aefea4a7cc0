/**
 * From a scene and a model to a mask, whatever the scene's size.
 *
 * <p>Read {@link io.cloudless.detect.Segmenter} first; {@link io.cloudless.detect.MaskSink} is how results that are too
 * big for memory are taken. On the way, {@code StripReader} brings pixels to the model's grid, {@code TileRunner} runs the
 * network and keeps of its answer what {@code Decision} asks, {@code Blender} joins tiles and {@code MaskPainter} brings the
 * answer back to the scene's grid; {@code Pipeline} lets them work side by side.
 *
 * <p>The other way through a scene is {@link io.cloudless.detect.RegionDetector}, box by box with a classifier;
 * {@link io.cloudless.detect.PictureClassifier} tells of pictures as wholes. Both look at a {@code ReducedScene}.
 */
@NullMarked
package io.cloudless.detect;

import org.jspecify.annotations.NullMarked;
