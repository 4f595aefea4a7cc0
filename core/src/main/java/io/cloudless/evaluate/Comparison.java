package io.cloudless.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Two evaluations of the same scenes, and how far their difference could be chance.
 *
 * @param other what the first was compared with
 * @param scenes scenes in both; others are left out
 * @param differences of the figures that both have
 */
public record Comparison(String other, int scenes, List<Difference> differences) {
    /** How many times scenes are drawn anew. */
    public static final int RESAMPLES = 2_000;

    private static final long SEED = 20_160_101;

    public Comparison {
        differences = List.copyOf(differences);
    }

    /** What is compared. */
    public enum Figure {
        IOU("IoU", "iou"),
        F1("F1", "f1"),
        BOA("BOA", "boa"),
        /** Only where the truth and both sides tell shadow. */
        SHADOW_BOA("BOA of shadow", "shadow_boa"),
        /** Expected calibration error, only where both know probabilities: less is better. */
        CALIBRATION_ERROR("ECE", "calibration_error");

        private final String label;
        private final String key;

        Figure(String label, String key) {
            this.label = label;
            this.key = key;
        }

        /** As people call it. */
        public String label() {
            return label;
        }

        /** As programs call it. */
        public String key() {
            return key;
        }
    }

    /**
     * One figure of both.
     *
     * @param figure which
     * @param first of the first evaluation
     * @param second of the other
     * @param low lower end of the 95 % interval of {@code first - second}; NaN where the figure is undefined
     * @param high its upper end
     */
    public record Difference(Figure figure, double first, double second, double low, double high) {
        public double difference() {
            return first - second;
        }

        /** Whether the interval leaves no room for "no difference". */
        public boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    /** A figure, if it was compared. */
    public Optional<Difference> of(Figure figure) {
        return differences.stream().filter(each -> each.figure() == figure).findFirst();
    }

    /**
     * Compares by a paired percentile bootstrap over scenes (Efron, Tibshirani, "An Introduction to the Bootstrap",
     * 1993): scenes, not pixels, are what was drawn from the world, so scenes are drawn again, with replacement,
     * {@value #RESAMPLES} times, both evaluations on the same draw. The same input gives the same interval.
     *
     * @throws IllegalArgumentException if they have no scene in common
     */
    public static Comparison of(Evaluation first, Evaluation second) {
        Map<String, SceneResult> others = new HashMap<>();
        second.scenes().forEach(scene -> others.put(scene.name(), scene));
        List<SceneResult> a = new ArrayList<>();
        List<SceneResult> b = new ArrayList<>();
        for (SceneResult scene : first.scenes()) {
            SceneResult other = others.get(scene.name());
            if (other != null) {
                a.add(scene);
                b.add(other);
            }
        }
        if (a.isEmpty()) {
            throw new IllegalArgumentException(first.subject() + " and " + second.subject() + " share no scene");
        }
        Side one = new Side(a, first.kinds());
        Side two = new Side(b, second.kinds());
        List<Figure> figures = Arrays.stream(Figure.values())
                .filter(figure -> one.knows(figure) && two.knows(figure))
                .toList();
        return new Comparison(second.subject(), a.size(), differences(one, two, figures));
    }

    private static List<Difference> differences(Side one, Side two, List<Figure> figures) {
        SplittableRandom random = new SplittableRandom(SEED);
        int scenes = one.scenes.size();
        double[][] differences = new double[figures.size()][RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] draw = random.ints(scenes, 0, scenes).toArray();
            double[] first = one.figures(draw, figures);
            double[] second = two.figures(draw, figures);
            for (int f = 0; f < first.length; f++) {
                differences[f][i] = first[f] - second[f];
            }
        }
        int[] all = new int[scenes];
        Arrays.setAll(all, i -> i);
        double[] first = one.figures(all, figures);
        double[] second = two.figures(all, figures);
        List<Difference> results = new ArrayList<>();
        for (int f = 0; f < first.length; f++) {
            // A draw without any cloud has no figure and says nothing.
            double[] known = Arrays.stream(differences[f])
                    .filter(d -> !Double.isNaN(d))
                    .sorted()
                    .toArray();
            results.add(new Difference(
                    figures.get(f), first[f], second[f], quantile(known, 0.025), quantile(known, 0.975)));
        }
        return results;
    }

    /** Linear between the two nearest ranks. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** The common scenes as one of the two saw them. */
    private record Side(List<SceneResult> scenes, Kinds kinds) {
        boolean knows(Figure figure) {
            return switch (figure) {
                case IOU, F1, BOA -> true;
                case SHADOW_BOA -> kinds.ofMasks().contains(Kind.SHADOW);
                case CALIBRATION_ERROR -> scenes.stream().allMatch(scene -> scene.probabilities() != null);
            };
        }

        double[] figures(int[] draw, List<Figure> figures) {
            ConfusionMatrix matrix = new ConfusionMatrix(scenes.get(0).matrix().classes());
            ProbabilityCounts probabilities =
                    figures.contains(Figure.CALIBRATION_ERROR) ? new ProbabilityCounts() : null;
            for (int scene : draw) {
                matrix.merge(scenes.get(scene).matrix());
                ProbabilityCounts counts = scenes.get(scene).probabilities();
                if (probabilities != null && counts != null) {
                    probabilities.merge(counts);
                }
            }
            CloudScores scores = CloudScores.of(matrix);
            return figures.stream()
                    .mapToDouble(figure -> figure(figure, scores, matrix, probabilities))
                    .toArray();
        }

        private double figure(
                Figure figure, CloudScores scores, ConfusionMatrix matrix, @Nullable ProbabilityCounts probabilities) {
            return switch (figure) {
                case IOU -> scores.iou();
                case F1 -> scores.f1();
                case BOA -> scores.boa();
                case SHADOW_BOA -> ClassScores.of(matrix, kinds, Kind.SHADOW).boa();
                case CALIBRATION_ERROR -> probabilities == null ? Double.NaN : probabilities.calibrationError();
            };
        }
    }
}
