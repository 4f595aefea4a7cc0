package io.cloudless.train;

/**
 * How a network is trained.
 *
 * @param network name of one of the networks, such as {@code "unet"}
 * @param classes number of classes: codes from 0 on; with 2, every kind of cloud is the one class 1 and all else is 0
 * @param iterations steps in all
 * @param batch crops in one step
 * @param crop edge of a crop in pixels, a multiple of 32, at least 32
 * @param casts share (0 to 1) of the crops on which clouds and shadows are cast: those of datasets that do not tell kinds of
 *     cloud
 * @param learningRate the highest, reached after the warm-up
 * @param warmUp steps until then; from there on it falls to 0 along a half cosine
 * @param weightDecay of kernels (Loshchilov and Hutter 2019)
 * @param averaging how much of the averaged weights is kept at each step; the averaged ones are what is validated
 * @param validateEvery steps between two validations, each of which also writes a checkpoint
 * @param halfPrecision whether convolutions compute with 16-bit floats (bfloat16): faster where the processor can
 * @param device that computes
 * @param threads of the training engine, and of what makes the batches
 * @param seed of weights, batches and crops
 */
public record TrainingOptions(
        String network,
        int classes,
        int iterations,
        int batch,
        int crop,
        double casts,
        double learningRate,
        int warmUp,
        double weightDecay,
        double averaging,
        int validateEvery,
        boolean halfPrecision,
        Device device,
        int threads,
        long seed) {
    public TrainingOptions {
        if (crop < Networks.MULTIPLE || crop % Networks.MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "A crop of " + crop + " pixels; it must be a multiple of " + Networks.MULTIPLE);
        }
        if (!(casts >= 0 && casts <= 1)) {
            throw new IllegalArgumentException("A share of " + casts + " of cast clouds; 0 to 1 is possible");
        }
        Networks.named(network);
        if (classes != 2 && classes != 4) {
            throw new IllegalArgumentException("2 or 4 classes are possible, not " + classes);
        }
        device.check();
        if (iterations < 1 || batch < 1 || validateEvery < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "Iterations, batch, threads and the steps between validations must be at least 1");
        }
        new Solver.AdamW(learningRate, warmUp, weightDecay);
    }

    /** What does well; change what differs and {@link Builder#build} it. */
    public static Builder builder() {
        return new Builder();
    }

    Solver solver() {
        return new Solver.AdamW(learningRate, warmUp, weightDecay);
    }

    /** Makes options; see the record for what each means. */
    public static final class Builder {
        private static final int BY_LENGTH = -1;

        private String network = "unet";
        private int classes = 2;
        private int iterations = 4000;
        private int batch = 16;
        private int crop = 256;
        private double casts;
        private double learningRate = 0.002;
        private int warmUp = BY_LENGTH;
        private double weightDecay = 0.01;
        private double averaging = 0.999;
        private int validateEvery = 500;
        private boolean halfPrecision;
        private Device device = Device.CPU;
        private int threads = Runtime.getRuntime().availableProcessors();
        private long seed = 1;

        private Builder() {}

        public Builder network(String value) {
            this.network = value;
            return this;
        }

        public Builder classes(int value) {
            this.classes = value;
            return this;
        }

        public Builder iterations(int value) {
            this.iterations = value;
            return this;
        }

        public Builder batch(int value) {
            this.batch = value;
            return this;
        }

        public Builder crop(int value) {
            this.crop = value;
            return this;
        }

        public Builder casts(double value) {
            this.casts = value;
            return this;
        }

        public Builder learningRate(double value) {
            this.learningRate = value;
            return this;
        }

        /** Default: a tenth of the iterations, at most 500. */
        public Builder warmUp(int value) {
            this.warmUp = value;
            return this;
        }

        public Builder weightDecay(double value) {
            this.weightDecay = value;
            return this;
        }

        public Builder averaging(double value) {
            this.averaging = value;
            return this;
        }

        public Builder validateEvery(int value) {
            this.validateEvery = value;
            return this;
        }

        public Builder halfPrecision(boolean value) {
            this.halfPrecision = value;
            return this;
        }

        public Builder device(Device value) {
            this.device = value;
            return this;
        }

        public Builder threads(int value) {
            this.threads = value;
            return this;
        }

        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** @throws IllegalArgumentException if a value is not possible */
        public TrainingOptions build() {
            int steps = warmUp == BY_LENGTH ? Math.max(1, Math.min(500, iterations / 10)) : warmUp;
            return new TrainingOptions(
                    network,
                    classes,
                    iterations,
                    batch,
                    crop,
                    casts,
                    learningRate,
                    steps,
                    weightDecay,
                    averaging,
                    validateEvery,
                    halfPrecision,
                    device,
                    threads,
                    seed);
        }
    }
}
