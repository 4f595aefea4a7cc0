package io.cloudless.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network answers.
 *
 * @param classes what its output channels mean, in order; of a mask at least one is cloud
 * @param activation what the channels hold
 * @param cloudThreshold 0..1: cloud is where the probabilities of all cloud classes together reach this; of no meaning for
 *     a classifier
 * @param shadowThreshold 0..1, below 1: of what is no cloud, cloud shadow is where its share of the probability of all that is no
 *     cloud is above this; of no meaning for a model that does not tell shadow
 * @param calibration what is done to the network's probability of cloud, before any threshold; none for a classifier
 * @param presets thresholds for whoever prefers recall or precision, or null: they were not measured
 */
public record ModelOutput(
        List<MaskClass> classes,
        Activation activation,
        double cloudThreshold,
        double shadowThreshold,
        Calibration calibration,
        @Nullable Presets presets) {
    /** What stands in place of a threshold where it has no meaning. */
    static final double NO_THRESHOLD = 0.5;

    /** With this one shadow is where it is likelier than clear sky. */
    static final double LIKELIER = 0.5;

    /** What the output channels hold. */
    public enum Activation {
        /** Probabilities: one for each class, or of two classes only that of the second. */
        PROBABILITY,
        /** Values that a softmax over the classes turns into probabilities. */
        SOFTMAX,
        /** One value, which the logistic function turns into the probability of the second of two classes. */
        SIGMOID
    }

    public ModelOutput {
        classes = List.copyOf(classes);
        if (classes.size() < 2) {
            throw new IllegalArgumentException("A model needs two classes or more: " + classes);
        }
        if (activation == Activation.SIGMOID && classes.size() != 2) {
            throw new IllegalArgumentException("A sigmoid tells two classes apart, not " + classes.size());
        }
        if (!(cloudThreshold > 0 && cloudThreshold <= 1)) {
            throw new IllegalArgumentException("The threshold must be above 0 and at most 1, not " + cloudThreshold);
        }
        if (!(shadowThreshold >= 0 && shadowThreshold < 1)) {
            throw new IllegalArgumentException(
                    "The threshold of shadow must be 0 or more and below 1, not " + shadowThreshold);
        }
    }

    /** Of a network that was not calibrated. */
    public ModelOutput(List<MaskClass> classes, Activation activation, double cloudThreshold) {
        this(classes, activation, cloudThreshold, LIKELIER, Calibration.NONE, null);
    }

    /** For a classifier. */
    public static ModelOutput ofPictures(List<MaskClass> classes, Activation activation) {
        return new ModelOutput(classes, activation, NO_THRESHOLD);
    }

    /** The same classes under other words, in their order. */
    ModelOutput withClasses(List<MaskClass> renamed) {
        return new ModelOutput(renamed, activation, cloudThreshold, shadowThreshold, calibration, presets);
    }

    /**
     * The same network, calibrated anew; its own threshold is then the balanced one.
     *
     * @param next applied to probabilities as they are now
     * @param measured on the result
     */
    public ModelOutput calibrated(Calibration next, Presets measured) {
        return new ModelOutput(
                classes, activation, measured.balanced(), shadowThreshold, calibration.then(next), measured);
    }

    /**
     * The same network with another threshold of shadow.
     *
     * @throws IllegalArgumentException if it is below 0, or 1 or above
     */
    public ModelOutput withShadowThreshold(double threshold) {
        return new ModelOutput(classes, activation, cloudThreshold, threshold, calibration, presets);
    }
}
