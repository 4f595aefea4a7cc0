package io.cloudless.train;

/** How weights follow their gradients, and how fast. */
public sealed interface Solver {
    /** The highest rate. */
    double learningRate();

    /** How much kernels shrink. */
    double weightDecay();

    /**
     * The rate of a step.
     *
     * @param iteration from 0
     * @param iterations steps in all
     */
    double rate(int iteration, int iterations);

    /**
     * Stochastic gradient descent with momentum, as Caffe's solver of the same name: its decay adds to the gradient, and
     * its learning rate falls in steps ("lr_policy: step").
     *
     * @param momentum how much of the last step is kept, 0 to below 1
     * @param gamma what the rate is multiplied by at each step down
     * @param stepSize iterations between two of them
     */
    record Sgd(double learningRate, double momentum, double weightDecay, double gamma, int stepSize) implements Solver {
        public Sgd {
            checkRates(learningRate, weightDecay);
            if (!(momentum >= 0 && momentum < 1)) {
                throw new IllegalArgumentException("A momentum must be 0 or more and below 1, not " + momentum);
            }
            if (!(gamma > 0 && gamma <= 1) || stepSize < 1) {
                throw new IllegalArgumentException("The learning rate falls by a factor of above 0 to 1 after at least"
                        + " 1 step, not by " + gamma + " after " + stepSize);
            }
        }

        @Override
        public double rate(int iteration, int iterations) {
            return learningRate * Math.pow(gamma, iteration / stepSize);
        }
    }

    /**
     * AdamW (Loshchilov and Hutter 2019): the rate rises evenly and then falls to 0 along a half cosine.
     *
     * @param warmUp steps until the highest rate
     */
    record AdamW(double learningRate, int warmUp, double weightDecay) implements Solver {
        public AdamW {
            checkRates(learningRate, weightDecay);
        }

        @Override
        public double rate(int iteration, int iterations) {
            if (iteration < warmUp) {
                return learningRate * (iteration + 1) / warmUp;
            }
            double progress = (iteration - warmUp) / (double) Math.max(1, iterations - warmUp);
            return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    }

    private static void checkRates(double learningRate, double weightDecay) {
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("A learning rate must be above 0 and below 1, not " + learningRate);
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new IllegalArgumentException("A weight decay must be 0 or more and below 1, not " + weightDecay);
        }
    }
}
