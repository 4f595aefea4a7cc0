/**
 * Invented satellite scenes with exact truth: ground, clouds and the shadows they cast, for tests, examples and
 * training. Every pixel is a function of its coordinates and a seed, so any window of a scene of any size can be had at
 * any time, and the same recipe always gives the same scene.
 *
 * <p>Read {@link io.cloudless.simulate.SceneRecipe} first, then {@link io.cloudless.simulate.SimulatedScene}.
 */
@NullMarked
package io.cloudless.simulate;

import org.jspecify.annotations.NullMarked;
