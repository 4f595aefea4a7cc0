/**
 * The command line: one class for each verb, and the frame that runs them.
 *
 * <p>Read {@link io.cloudless.cli.Main} first, then {@link io.cloudless.cli.Verb}, the list of what there is. A new
 * verb is one class whose constructor takes a {@link io.cloudless.cli.Console}, and one line in the list.
 */
@NullMarked
package io.cloudless.cli;

import org.jspecify.annotations.NullMarked;
