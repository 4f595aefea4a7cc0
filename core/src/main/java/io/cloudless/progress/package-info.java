/**
 * How far long work has come, told to whoever watches.
 *
 * <p>Read {@link io.cloudless.progress.Progress} first.
 */
@NullMarked
package io.cloudless.progress;

import org.jspecify.annotations.NullMarked;
