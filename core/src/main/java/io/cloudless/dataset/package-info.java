/**
 * Annotated images made ready for training: brought to one scale of values, split by place, counted.
 *
 * <p>Read {@link io.cloudless.dataset.Preparation} first, which writes what {@link io.cloudless.dataset.PreparedDataset}
 * reads.
 */
@NullMarked
package io.cloudless.dataset;

import org.jspecify.annotations.NullMarked;
