package io.cloudless.evaluate;

import io.cloudless.dataset.LabelledScene;

/** What is evaluated: a model at work, or masks made by whatever it was. Serves several threads at once. */
@FunctionalInterface
public interface Predictor {
    /**
     * Says what a scene shows, looking at its image but never at its mask.
     *
     * @throws io.cloudless.files.InputException if the image or what is known of it cannot be used
     */
    Prediction predict(LabelledScene scene);
}
