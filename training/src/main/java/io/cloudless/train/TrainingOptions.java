package io.cloudless.train;

/**
 * How a network is trained.
 *
 * @param network name of one of the networks, such as {@code "unet"}
 * @param classes number of classes: codes from 0 on; with 2, every kind of cloud is the one class 1 and all else is 0
 * @param iterations steps in all
 * @param batch crops in one step
 * @param crop edge of a crop in pixels, a multiple of 32
 * @param learningRate the highest, reached after the warm-up
 * @param warmUp steps until then; from there on it falls to 0 along a half cosine
 * @param weightDecay of kernels (Loshchilov and Hutter 2019)
 * @param averaging how much of the averaged weights is kept at each step; the averaged ones are what is validated
 * @param validateEvery steps between two validations, each of which also writes a checkpoint
 * @param halfPrecision whether convolutions compute with 16-bit floats (bfloat16): faster where the processor can
 * @param threads of the training engine
 * @param seed of weights, batches and crops
 */
public record TrainingOptions(
        String network,
        int classes,
        int iterations,
        int batch,
        int crop,
        double learningRate,
        int warmUp,
        double weightDecay,
        double averaging,
        int validateEvery,
        boolean halfPrecision,
        int threads,
        long seed) {
    public TrainingOptions {
        if (crop % Networks.MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "A crop of " + crop + " pixels; it must be a multiple of " + Networks.MULTIPLE);
        }
        if (iterations < 1 || batch < 1 || classes < 2) {
            throw new IllegalArgumentException("Iterations and batch must be at least 1, classes at least 2");
        }
    }

    /** The learning rate of a step. */
    double learningRate(int iteration) {
        if (iteration < warmUp) {
            return learningRate * (iteration + 1) / warmUp;
        }
        double progress = (iteration - warmUp) / (double) Math.max(1, iterations - warmUp);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
