package io.cloudless.model;

import java.util.OptionalLong;

/**
 * Where a model comes from. Texts are empty where nobody knows.
 *
 * @param trainingData what it was trained on, with attribution
 * @param figures how well it does, on what
 * @param seed what its training's random numbers began with
 * @param commit version of the source code that trained it
 * @param licence of the model file, an SPDX identifier where there is one
 */
public record Provenance(String trainingData, String figures, OptionalLong seed, String commit, String licence) {
    public static final Provenance UNKNOWN = new Provenance("", "", OptionalLong.empty(), "", "");

    Provenance withFigures(String measured) {
        return new Provenance(trainingData, measured, seed, commit, licence);
    }
}
