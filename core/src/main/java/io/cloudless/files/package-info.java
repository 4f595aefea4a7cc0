/**
 * Files as names and as wholes, and the error of one that cannot be used: what every package does alike when it touches the
 * disk.
 *
 * <p>Read {@link io.cloudless.files.AtomicFile} first, which writes every result, then
 * {@link io.cloudless.files.InputException}.
 */
@NullMarked
package io.cloudless.files;

import org.jspecify.annotations.NullMarked;
