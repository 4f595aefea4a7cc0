/**
 * Pictures of results: overlays on scenes, charts, the report of an evaluation.
 *
 * <p>Read {@link io.cloudless.draw.LineChart} first.
 */
@NullMarked
package io.cloudless.draw;

import org.jspecify.annotations.NullMarked;
