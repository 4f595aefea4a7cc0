package io.cloudless.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Two evaluations of the same scenes, and how far their difference could be chance.
 *
 * @param other what the first was compared with
 * @param scenes scenes in both; others are left out
 * @param iou of cloud
 * @param boa balanced overall accuracy
 */
public record Comparison(String other, int scenes, Difference iou, Difference boa) {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_160_101;

    /**
     * One figure of both.
     *
     * @param first of the first evaluation
     * @param second of the other
     * @param low lower end of the 95 % interval of {@code first - second}; NaN where the figure is undefined
     * @param high its upper end
     */
    public record Difference(double first, double second, double low, double high) {
        public double difference() {
            return first - second;
        }

        /** Whether the interval leaves no room for "no difference". */
        public boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    /**
     * Compares by a paired percentile bootstrap over scenes (Efron, Tibshirani, "An Introduction to the Bootstrap",
     * 1993): scenes, not pixels, are what was drawn from the world, so scenes are drawn again, with replacement,
     * {@value #RESAMPLES} times, both evaluations on the same draw. The same input gives the same interval.
     *
     * @throws IllegalArgumentException if they have no scene in common
     */
    public static Comparison of(Evaluation first, Evaluation second) {
        Map<String, ConfusionMatrix> others = new HashMap<>();
        second.scenes().forEach(scene -> others.put(scene.name(), scene.matrix().binary()));
        List<ConfusionMatrix> a = new ArrayList<>();
        List<ConfusionMatrix> b = new ArrayList<>();
        for (SceneResult scene : first.scenes()) {
            ConfusionMatrix other = others.get(scene.name());
            if (other != null) {
                a.add(scene.matrix().binary());
                b.add(other);
            }
        }
        if (a.isEmpty()) {
            throw new IllegalArgumentException(first.subject() + " and " + second.subject() + " share no scene");
        }
        return new Comparison(
                second.subject(), a.size(), difference(a, b, CloudScores::iou), difference(a, b, CloudScores::boa));
    }

    private static Difference difference(
            List<ConfusionMatrix> a, List<ConfusionMatrix> b, ToDoubleFunction<CloudScores> figure) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] differences = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] draw = random.ints(a.size(), 0, a.size()).toArray();
            differences[i] = figure(a, draw, figure) - figure(b, draw, figure);
        }
        // A draw without any cloud has no figure and says nothing.
        double[] known = Arrays.stream(differences)
                .filter(d -> !Double.isNaN(d))
                .sorted()
                .toArray();
        int[] all = new int[a.size()];
        Arrays.setAll(all, i -> i);
        return new Difference(
                figure(a, all, figure), figure(b, all, figure), quantile(known, 0.025), quantile(known, 0.975));
    }

    private static double figure(List<ConfusionMatrix> scenes, int[] draw, ToDoubleFunction<CloudScores> figure) {
        ConfusionMatrix sum = new ConfusionMatrix(2);
        for (int scene : draw) {
            sum.merge(scenes.get(scene));
        }
        return figure.applyAsDouble(CloudScores.of(sum));
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
}
