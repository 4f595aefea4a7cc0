/**
 * From scenes to the images that people mark: where they are cut, how their files are kept, how they are shown.
 *
 * <p>Read {@link io.cloudless.annotate.chip.ChipCutter} first.
 */
@NullMarked
package io.cloudless.annotate.chip;

import org.jspecify.annotations.NullMarked;
