package io.cloudless.model;

/**
 * What is done to a network's probability of cloud so that of the pixels of 70 % seven in ten are cloud: its log odds are
 * multiplied and shifted, {@code log(p' / (1 - p')) = slope * log(p / (1 - p)) + intercept} (Platt, 1999). The order of
 * pixels stays, and so does every mask whose threshold is brought along.
 *
 * @param slope above 0; below 1 the network is too sure of itself
 * @param intercept below 0 it sees too much cloud
 */
public record Calibration(double slope, double intercept) {
    /** Probabilities stay as they are. */
    public static final Calibration NONE = new Calibration(1, 0);

    public Calibration {
        if (!(slope > 0 && Double.isFinite(slope) && Double.isFinite(intercept))) {
            throw new IllegalArgumentException(
                    "A calibration needs a slope above 0 and an intercept, not " + slope + ", " + intercept);
        }
    }

    /** The calibrated probability of a network's, both 0..1. */
    public double apply(double probability) {
        return isNone() ? probability : logistic(slope * logOdds(probability) + intercept);
    }

    /** The network's probability of a calibrated one. */
    public double invert(double probability) {
        return isNone() ? probability : logistic((logOdds(probability) - intercept) / slope);
    }

    /** Both, one after the other. */
    public Calibration then(Calibration next) {
        return new Calibration(next.slope * slope, next.slope * intercept + next.intercept);
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return slope == 1 && intercept == 0;
    }

    private static double logOdds(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static double logistic(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
