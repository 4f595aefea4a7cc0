/**
 * How good a mask is: one confusion matrix, every figure computed from it, and the reports that show them.
 *
 * <p>Read {@link io.cloudless.evaluate.ConfusionMatrix} first, then {@link io.cloudless.evaluate.Metrics}.
 */
@NullMarked
package io.cloudless.evaluate;

import org.jspecify.annotations.NullMarked;
