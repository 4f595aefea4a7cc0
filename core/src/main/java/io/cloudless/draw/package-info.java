/**
 * Pictures of results: overlays on scenes, charts, the report of an evaluation.
 *
 * <p>Read {@link io.cloudless.draw.Overlay} first: what was found, over a {@link io.cloudless.draw.ScenePicture}. The other
 * ways in are {@link io.cloudless.draw.EvaluationReport} and {@link io.cloudless.draw.TrainingCharts}.
 */
@NullMarked
package io.cloudless.draw;

import org.jspecify.annotations.NullMarked;
