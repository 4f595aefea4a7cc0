package io.cloudless.evaluate;

import java.nio.file.Path;
import java.util.List;

/**
 * What a classifier made of a picture whose class is known.
 *
 * @param file the picture
 * @param truth code of its class; 0 is the background
 * @param probabilities of all classes by code, each 0..1
 */
public record ClassifiedChip(Path file, int truth, List<Double> probabilities) {
    /** An answer is never so sure that it costs more than this does. */
    private static final double SMALLEST = 1e-7;

    public ClassifiedChip {
        probabilities = List.copyOf(probabilities);
        if (truth < 0 || truth >= probabilities.size()) {
            throw new IllegalArgumentException(
                    file + " is of class " + truth + ", there are " + probabilities.size() + " classes");
        }
    }

    /** Probability that it shows anything that is sought: that of all classes but the background. */
    public double score() {
        return probabilities.stream().skip(1).mapToDouble(Double::doubleValue).sum();
    }

    /** Its class, where it is called background below a threshold of {@link #score()} and else the likeliest other. */
    public int answer(double threshold) {
        if (score() < threshold) {
            return 0;
        }
        int likeliest = 1;
        for (int code = 2; code < probabilities.size(); code++) {
            if (probabilities.get(code) > probabilities.get(likeliest)) {
                likeliest = code;
            }
        }
        return likeliest;
    }

    /** Cross entropy: {@code -ln} of the probability that its true class was given. */
    public double loss() {
        return -Math.log(Math.max(SMALLEST, probabilities.get(truth)));
    }
}
