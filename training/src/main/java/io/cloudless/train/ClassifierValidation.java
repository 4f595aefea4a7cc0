package io.cloudless.train;

import io.cloudless.evaluate.ClassifiedChip;
import io.cloudless.evaluate.ClassifierEvaluation;
import java.util.List;
import java.util.Locale;

/**
 * How well a classifier does on the validation chips, each as a whole.
 *
 * @param classes names by code, the first is the background
 * @param chips what it made of each
 */
public record ClassifierValidation(List<String> classes, List<ClassifiedChip> chips) implements Outcome {
    static final List<String> COLUMNS = List.of("precision", "recall", "f1");
    private static final double THRESHOLD = 0.5;

    /** The same for whoever writes it down. */
    ClassifierEvaluation evaluation(String subject, String note) {
        return new ClassifierEvaluation(subject, note, classes, chips, THRESHOLD);
    }

    /** The figures; where there are several classes beside the background, means over them. */
    public ClassifierEvaluation.Scores scores() {
        return evaluation("", "").scores();
    }

    @Override
    public double loss() {
        return evaluation("", "").loss();
    }

    @Override
    public double accuracy() {
        return scores().accuracy();
    }

    /** The accuracy; where that is equal, what gives the right classes more probability: less than one chip's worth. */
    @Override
    public double score() {
        return accuracy() + 0.5 * Math.exp(-loss()) / chips.size();
    }

    @Override
    public double[] figures() {
        ClassifierEvaluation.Scores scores = scores();
        return new double[] {scores.precision(), scores.recall(), scores.f1()};
    }

    /** In a line. */
    @Override
    public String toString() {
        ClassifierEvaluation.Scores scores = scores();
        return String.format(
                Locale.ROOT,
                "accuracy %.4f, precision %.4f, recall %.4f, F1 %.4f on %,d validation chips",
                scores.accuracy(),
                scores.precision(),
                scores.recall(),
                scores.f1(),
                chips.size());
    }
}
