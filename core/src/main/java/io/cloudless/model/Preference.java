package io.cloudless.model;

import java.util.Locale;

/**
 * What matters more: that no cloud is missed, or that nothing else is called cloud. Each stands for a threshold of about the
 * greatest F-measure, in which recall counts {@link #beta()} times as much as precision (van Rijsbergen, "Information
 * Retrieval", 1979).
 */
public enum Preference {
    /** Rather a false alarm than a missed cloud: F2. */
    RECALL(2),
    /** Both alike: F1, which ranks thresholds as IoU does. */
    BALANCED(1),
    /** Rather a missed cloud than a false alarm: F0.5. */
    PRECISION(0.5);

    private final double beta;

    Preference(double beta) {
        this.beta = beta;
    }

    /** How many times as much recall counts. */
    public double beta() {
        return beta;
    }

    /** The F-measure's name, such as {@code "F0.5"}. */
    public String measure() {
        return "F" + (beta == (int) beta ? String.valueOf((int) beta) : String.valueOf(beta));
    }

    /** As typed, such as {@code "recall"}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
