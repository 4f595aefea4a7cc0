/**
 * Annotated images made ready for training: brought to one scale of values, split by place, counted.
 *
 * <p>Read {@link io.cloudless.dataset.Preparation} first, which writes what {@link io.cloudless.dataset.PreparedDataset}
 * reads; {@link io.cloudless.dataset.ChipPreparation} makes folders of chips, each of one class, from a
 * {@link io.cloudless.dataset.ChipSource}.
 */
@NullMarked
package io.cloudless.dataset;

import org.jspecify.annotations.NullMarked;
