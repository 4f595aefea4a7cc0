package io.cloudless.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * How a classifier's answers compare with the truth; everything a report says follows from it.
 *
 * @param subject what was evaluated, such as the name of the run
 * @param note a line about it, or empty
 * @param classes names by code, the first is the background
 * @param chips at least one
 * @param threshold 0..1: chips whose {@link ClassifiedChip#score()} reaches it are not background
 */
public record ClassifierEvaluation(
        String subject, String note, List<String> classes, List<ClassifiedChip> chips, double threshold) {
    public ClassifierEvaluation {
        classes = List.copyOf(classes);
        chips = List.copyOf(chips);
        if (chips.isEmpty()) {
            throw new IllegalArgumentException("An evaluation of no chip");
        }
        for (ClassifiedChip chip : chips) {
            if (chip.probabilities().size() != classes.size()) {
                throw new IllegalArgumentException(chip.file() + " has "
                        + chip.probabilities().size() + " probabilities for " + classes.size() + " classes");
            }
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("The threshold must be 0 to 1, not " + threshold);
        }
    }

    /**
     * The figures at the threshold, each NaN where it is undefined.
     *
     * @param accuracy share of chips told right
     * @param precision mean over all classes but the background of {@link Metrics#precision}; of two classes that of the
     *     second
     * @param recall likewise
     * @param f1 likewise
     * @param boa balanced overall accuracy over all classes
     * @param kappa agreement beyond chance
     */
    public record Scores(double accuracy, double precision, double recall, double f1, double boa, double kappa) {}

    /** Truth against answer at the threshold, counted in chips. */
    public ConfusionMatrix matrix() {
        ConfusionMatrix matrix = new ConfusionMatrix(classes.size());
        chips.forEach(chip -> matrix.add(chip.truth(), chip.answer(threshold)));
        return matrix;
    }

    /** Of {@link #matrix()}. */
    public Scores scores() {
        ConfusionMatrix matrix = matrix();
        return new Scores(
                Metrics.accuracy(matrix),
                meanOf(matrix, Metrics::precision),
                meanOf(matrix, Metrics::recall),
                meanOf(matrix, Metrics::f1),
                Metrics.balancedAccuracy(matrix),
                Metrics.kappa(matrix));
    }

    private static double meanOf(ConfusionMatrix matrix, ToDoubleBiFunction<ConfusionMatrix, Integer> metric) {
        return IntStream.range(1, matrix.classes())
                .mapToDouble(code -> metric.applyAsDouble(matrix, code))
                .average()
                .orElseThrow();
    }

    /** Mean of the chips' losses. */
    public double loss() {
        return chips.stream().mapToDouble(ClassifiedChip::loss).average().orElseThrow();
    }

    /** Anything that is sought against background, ranked by {@link ClassifiedChip#score()}. */
    public RankedScores ranked() {
        double[] scores = new double[chips.size()];
        boolean[] isSought = new boolean[chips.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = chips.get(i).score();
            isSought[i] = chips.get(i).truth() != 0;
        }
        return RankedScores.of(scores, isSought);
    }

    /** The same in whole percent, for {@link ProbabilityCounts#reliability()}. */
    public ProbabilityCounts probabilities() {
        ProbabilityCounts counts = new ProbabilityCounts();
        for (ClassifiedChip chip : chips) {
            counts.add(Math.min(1, chip.truth()), (int) Math.round(100 * Math.min(1, chip.score())));
        }
        return counts;
    }

    /** The chips whose true class got the least, worst first, wrong or nearly so; by name where they are equal. */
    public List<ClassifiedChip> worst(int count) {
        return chips.stream()
                .sorted(Comparator.comparingDouble(ClassifiedChip::loss)
                        .reversed()
                        .thenComparing(chip -> chip.file().toString()))
                .limit(count)
                .toList();
    }

    /** What is sought, in a word: the second of two classes, else anything that is not background. */
    public String target() {
        return classes.size() == 2 ? classes.get(1) : "not " + classes.get(0);
    }
}
