package io.cloudless.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How the pixels of one true class fared.
 *
 * @param code 0 clear, 1 thick cloud, 2 thin cloud, 3 cloud shadow
 * @param name of the class
 * @param pixels of this class
 * @param calledCloud share of them called cloud, thick or thin: for clear and shadow, false alarms
 * @param precision of the class itself, NaN where the masks do not tell it apart
 * @param recall likewise
 * @param iou likewise
 */
public record ClassScores(
        int code, String name, long pixels, double calledCloud, double precision, double recall, double iou) {
    private static final List<String> NAMES = List.of("clear", "thick cloud", "thin cloud", "cloud shadow");

    /** The name of a code, such as {@code "thin cloud"}. */
    public static String nameOf(int code) {
        return NAMES.get(code);
    }

    /** Whether the truth knows more than cloud and not cloud, so that {@link #of} says something new. */
    public static boolean isToldBy(ConfusionMatrix matrix) {
        for (int c = 2; c < matrix.classes(); c++) {
            if (matrix.truths(c) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * One entry for each class that occurs in the truth. Whether the masks tell a class apart is taken from the masks: a
     * detector that never says thin cloud means any cloud by 1, and one that never says shadow means anything else by 0.
     */
    public static List<ClassScores> of(ConfusionMatrix matrix) {
        List<ClassScores> scores = new ArrayList<>();
        for (int c = 0; c < matrix.classes(); c++) {
            if (matrix.truths(c) == 0) {
                continue;
            }
            boolean told = isTold(matrix, c);
            scores.add(new ClassScores(
                    c,
                    nameOf(c),
                    matrix.truths(c),
                    calledCloud(matrix, c),
                    told ? Metrics.precision(matrix, c) : Double.NaN,
                    told ? Metrics.recall(matrix, c) : Double.NaN,
                    told ? Metrics.iou(matrix, c) : Double.NaN));
        }
        return scores;
    }

    private static boolean isTold(ConfusionMatrix matrix, int c) {
        int partner = switch (c) {
            case 0 -> 3;
            case 1 -> 2;
            default -> c;
        };
        return partner < matrix.classes() && matrix.truths(partner) > 0 && matrix.predictions(partner) > 0;
    }

    private static double calledCloud(ConfusionMatrix matrix, int truth) {
        long cloud = 0;
        for (int predicted = 0; predicted < matrix.classes(); predicted++) {
            cloud += ConfusionMatrix.isCloud(predicted) ? matrix.count(truth, predicted) : 0;
        }
        return (double) cloud / matrix.truths(truth);
    }
}
