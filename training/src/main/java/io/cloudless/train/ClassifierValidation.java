package io.cloudless.train;

import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * How well a classifier does on the validation chips, each as a whole.
 *
 * @param classes names by code, the first is the background
 * @param matrix truth against answer, most probable class, counted in chips
 * @param loss mean of the chips' losses
 */
public record ClassifierValidation(List<String> classes, ConfusionMatrix matrix, double loss) implements Outcome {
    static final List<String> COLUMNS = List.of("precision", "recall", "f1");

    @Override
    public double accuracy() {
        return Metrics.accuracy(matrix);
    }

    /** Mean over all classes but the background, as the following ones. */
    public double precision() {
        return meanOf(Metrics::precision);
    }

    public double recall() {
        return meanOf(Metrics::recall);
    }

    public double f1() {
        return meanOf(Metrics::f1);
    }

    private double meanOf(ToDoubleBiFunction<ConfusionMatrix, Integer> metric) {
        return IntStream.range(1, matrix.classes())
                .mapToDouble(code -> metric.applyAsDouble(matrix, code))
                .average()
                .orElseThrow();
    }

    /** The accuracy; where that is equal, what gives the right classes more probability: less than one chip's worth. */
    @Override
    public double score() {
        return accuracy() + 0.5 * Math.exp(-loss) / matrix.total();
    }

    @Override
    public double[] figures() {
        return new double[] {precision(), recall(), f1()};
    }

    /** In a line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "accuracy %.4f, precision %.4f, recall %.4f, F1 %.4f on %,d validation chips",
                accuracy(),
                precision(),
                recall(),
                f1(),
                matrix.total());
    }
}
