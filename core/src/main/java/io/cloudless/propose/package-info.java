/**
 * Where in a picture there may be something: boxes for a classifier to look at.
 *
 * <p>Read {@link io.cloudless.propose.Proposer} first. OpenCV is used in this package only, apart from the import of trained
 * networks.
 */
@NullMarked
package io.cloudless.propose;

import org.jspecify.annotations.NullMarked;
