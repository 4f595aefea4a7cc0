package io.cloudless.train;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;

/** One model made of several without training. */
public sealed interface JoinedModel permits AveragedModel, EnsembleModel {
    /**
     * Adds a model.
     *
     * @param weight above 0; what counts is its share of all weights
     * @throws InputException if the model does not go with those before
     * @throws IllegalArgumentException if the weight is not above 0
     */
    void add(Model model, double weight);

    /** @throws IllegalArgumentException unless a weight is above 0 and finite */
    static void check(double weight) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A model's weight must be above 0, not " + weight);
        }
    }

    /**
     * The model file.
     *
     * @throws IllegalStateException if no model was added
     */
    byte[] onnx(CardTemplate template);
}
