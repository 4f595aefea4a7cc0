package io.cloudless.train;

/**
 * How the loop goes, whatever it trains.
 *
 * @param iterations steps in all
 * @param solver how the weights follow their gradients
 * @param averaging how much of the averaged weights is kept at each step; the averaged ones are what is validated
 * @param largestGradient to which the length of all gradients together is cut
 * @param logEvery steps between two lines of the training table
 * @param checkpoints when to validate and save
 * @param parts of a batch that are computed beside each other and normalised each by itself; its pictures must be a multiple
 * @param threads of the training engine
 * @param halfPrecision whether convolutions compute with 16-bit floats (bfloat16)
 * @param seed of what is dropped while training
 */
record LoopOptions(
        int iterations,
        Solver solver,
        double averaging,
        double largestGradient,
        int logEvery,
        Checkpoints checkpoints,
        int parts,
        int threads,
        boolean halfPrecision,
        long seed) {

    /**
     * Validations that each write a checkpoint.
     *
     * @param every steps between two
     * @param isEarly whether there are also some in the first of those stretches, after an eighth, a quarter and a half
     */
    record Checkpoints(int every, boolean isEarly) {
        boolean isAfter(int done, int iterations) {
            boolean early = isEarly && (done == every / 8 || done == every / 4 || done == every / 2);
            return early || done % every == 0 || done == iterations;
        }
    }

    double learningRate(int iteration) {
        return solver.rate(iteration, iterations);
    }

    boolean isCheckpoint(int done) {
        return checkpoints.isAfter(done, iterations);
    }
}
