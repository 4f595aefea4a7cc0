/**
 * Long work: how far it has come, and how it is shared among threads.
 *
 * <p>Read {@link io.cloudless.work.Progress} first, then {@link io.cloudless.work.Workers}.
 */
@NullMarked
package io.cloudless.work;

import org.jspecify.annotations.NullMarked;
