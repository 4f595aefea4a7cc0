/**
 * Files as names and as wholes: what several packages must do alike whenever they touch the disk.
 *
 * <p>Read {@link io.cloudless.files.AtomicFile} first: it is how every result is written.
 */
@NullMarked
package io.cloudless.files;

import org.jspecify.annotations.NullMarked;
