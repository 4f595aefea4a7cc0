/**
 * Trains networks and writes them as model files.
 *
 * <p>A network is described once, as a {@link io.cloudless.train.Graph}; PyTorch runs that description while training and
 * {@code OnnxExport} writes it down afterwards. Read {@link io.cloudless.train.Trainer} first: it is the loop.
 */
@NullMarked
package io.cloudless.train;

import org.jspecify.annotations.NullMarked;
