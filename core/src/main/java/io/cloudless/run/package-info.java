/**
 * Training runs as they lie on the disk, read back: what was tried, how far it came and how good it was.
 *
 * <p>Read {@link io.cloudless.run.TrainingRun} first. The files of a run are written by {@code io.cloudless.train}; this
 * package needs no training engine.
 */
@NullMarked
package io.cloudless.run;

import org.jspecify.annotations.NullMarked;
