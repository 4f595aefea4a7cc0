package io.cloudless.train;

/**
 * How a classifier is trained.
 *
 * @param network name of one of the classifiers, such as {@code "squeezenet"}
 * @param solver how the weights follow their gradients
 * @param lastLayerRate multiplies the learning rate of the last layer where the others begin with pretrained weights
 * @param iterations steps in all
 * @param batch crops in one step
 * @param crop edge of a crop in pixels, at least 32; 227 for networks with fully connected layers
 * @param validateEvery steps between two validations, each of which also writes a checkpoint; the first stretch has three
 *     more
 * @param halfPrecision whether convolutions compute with 16-bit floats (bfloat16): faster where the processor can
 * @param device that computes
 * @param threads of the training engine, and of what makes the batches
 * @param seed of weights, batches and crops
 */
public record ClassifierOptions(
        String network,
        Solver solver,
        double lastLayerRate,
        int iterations,
        int batch,
        int crop,
        int validateEvery,
        boolean halfPrecision,
        Device device,
        int threads,
        long seed) {
    private static final int SMALLEST_CROP = 32;

    public ClassifierOptions {
        Classifiers classifier = Classifiers.named(network);
        if (crop < SMALLEST_CROP || (classifier.isFixedSize() && crop != Classifiers.EDGE)) {
            throw new IllegalArgumentException("A crop of " + crop + " pixels; " + network
                    + (classifier.isFixedSize()
                            ? " takes only " + Classifiers.EDGE
                            : " takes at least " + SMALLEST_CROP));
        }
        device.check();
        if (iterations < 1 || batch < 1 || validateEvery < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "Iterations, batch, threads and the steps between validations must be at least 1");
        }
        if (!(lastLayerRate > 0 && lastLayerRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The last layer's rate must be above 0, not " + lastLayerRate);
        }
    }

    /** What does well; change what differs and {@link Builder#build} it. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes options; see the record for what each means. */
    public static final class Builder {
        private String network = "squeezenet";
        private Solver solver = new Solver.Sgd(0.001, 0.9, 0.0002, 0.5, 400);
        private double lastLayerRate = 10;
        private int iterations = 1000;
        private int batch = 32;
        private int crop = Classifiers.EDGE;
        private int validateEvery = 100;
        private boolean halfPrecision;
        private Device device = Device.CPU;
        private int threads = Runtime.getRuntime().availableProcessors();
        private long seed = 1;

        private Builder() {}

        public Builder network(String value) {
            this.network = value;
            return this;
        }

        public Builder solver(Solver value) {
            this.solver = value;
            return this;
        }

        public Builder lastLayerRate(double value) {
            this.lastLayerRate = value;
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
        public ClassifierOptions build() {
            return new ClassifierOptions(
                    network,
                    solver,
                    lastLayerRate,
                    iterations,
                    batch,
                    crop,
                    validateEvery,
                    halfPrecision,
                    device,
                    threads,
                    seed);
        }
    }
}
