package io.cloudless.evaluate;

import io.cloudless.model.Calibration;

/**
 * Finds the {@link Calibration} under which probabilities are likeliest, given the truth: a logistic regression of cloud on
 * the log odds that the model gives it. Platt, "Probabilistic outputs for support vector machines", 1999; Guo and others,
 * "On calibration of modern neural networks", 2017.
 */
public final class PlattScaling {
    private static final int MOST_STEPS = 100;
    private static final double CLOSE_ENOUGH = 1e-10;
    /** Where in the first and last percent, of which only half is in 0..1, probabilities lie. */
    private static final double EDGE = 0.0025;

    private PlattScaling() {}

    /**
     * The calibration, by Newton's method; {@link Calibration#NONE} where the counts do not determine one: without cloud or
     * without anything else, or if cloud is not the likelier the higher its probability.
     */
    public static Calibration fit(ProbabilityCounts counts) {
        double slope = 1;
        double intercept = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            Newton newton = new Newton();
            for (int percent = 0; percent < ProbabilityCounts.PERCENTS; percent++) {
                double logOdds = logOdds(percent);
                double predicted = 1 / (1 + Math.exp(-(slope * logOdds + intercept)));
                newton.add(logOdds, predicted, counts.cloud(percent), counts.notCloud(percent));
            }
            double determinant = newton.determinant();
            if (!(determinant > 0)) {
                return Calibration.NONE;
            }
            double slopeStep = newton.slopeStep() / determinant;
            double interceptStep = newton.interceptStep() / determinant;
            slope += slopeStep;
            intercept += interceptStep;
            if (Math.abs(slopeStep) + Math.abs(interceptStep) < CLOSE_ENOUGH) {
                return slope > 0 ? new Calibration(slope, intercept) : Calibration.NONE;
            }
        }
        return Calibration.NONE; // separable: steeper is always likelier
    }

    /** The same pixels under other probabilities, rounded to whole percents again. */
    public static ProbabilityCounts apply(Calibration calibration, ProbabilityCounts counts) {
        ProbabilityCounts scaled = new ProbabilityCounts();
        for (int percent = 0; percent < ProbabilityCounts.PERCENTS; percent++) {
            int to = (int) Math.round(100 * calibration.apply(percent / 100.0));
            scaled.add(1, to, counts.cloud(percent));
            scaled.add(0, to, counts.notCloud(percent));
        }
        return scaled;
    }

    private static double logOdds(int percent) {
        double probability = Math.max(EDGE, Math.min(1 - EDGE, percent / 100.0));
        return Math.log(probability / (1 - probability));
    }

    /** Gradient and negative Hessian of the log likelihood in slope and intercept. */
    private static final class Newton {
        private double slopeGradient;
        private double interceptGradient;
        private double slopeCurvature;
        private double interceptCurvature;
        private double mixedCurvature;

        void add(double logOdds, double predicted, long cloud, long notCloud) {
            double residual = cloud - predicted * (cloud + notCloud);
            double weight = predicted * (1 - predicted) * (cloud + notCloud);
            slopeGradient += residual * logOdds;
            interceptGradient += residual;
            slopeCurvature += weight * logOdds * logOdds;
            interceptCurvature += weight;
            mixedCurvature += weight * logOdds;
        }

        double determinant() {
            return slopeCurvature * interceptCurvature - mixedCurvature * mixedCurvature;
        }

        double slopeStep() {
            return interceptCurvature * slopeGradient - mixedCurvature * interceptGradient;
        }

        double interceptStep() {
            return slopeCurvature * interceptGradient - mixedCurvature * slopeGradient;
        }
    }
}
