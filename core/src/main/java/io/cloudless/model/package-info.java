/**
 * The model file: an ONNX network that carries its own card, and running it.
 *
 * <p>Read {@link io.cloudless.model.Model} first, then {@link io.cloudless.model.ModelCard}. ONNX Runtime is used in
 * this package only.
 */
@NullMarked
package io.cloudless.model;

import org.jspecify.annotations.NullMarked;
