package io.cloudless.train;

import java.util.Objects;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy, which asks every pixel, plus the Dice loss (Milletari et al. 2016), which asks how well areas overlap. Truth is
 * a set of classes for each pixel (see {@link ClassSets}): any of them is right, and where that is all classes, the pixel counts
 * in neither.
 */
final class SegmentationLoss {
    /** Keeps the network from certainty where labels are known to err (Szegedy et al. 2016). */
    private static final double LABEL_SMOOTHING = 0.02;

    /** Less than any score, in place of those of classes that a pixel cannot be of. */
    private static final double IMPOSSIBLE = -1e4;

    /** Dice of cloud weighs this much: it asks for too much cloud rather than too little, beyond what is likely. */
    private static final double AREAS = 0.5;

    /** Shadow is rare, and no more so than other kinds where it matters: each of its pixels counts for so many. */
    private static final double RARE = 3;

    /** Dice of all kinds together weighs this much. */
    private static final double KINDS = 0.5;

    private SegmentationLoss() {}

    /**
     * @param scores (images, classes, height, width)
     * @param sets (images, height, width), the truth
     * @return a single value
     */
    static Tensor of(Tensor scores, Tensor sets) {
        return byTruth(torch.log_softmax(scores, 1), sets, torch.ones_like(sets));
    }

    /**
     * With teachers, who have their shares of the loss of each pixel, as cross-entropy; the truth has the rest.
     *
     * @param taught (images, sets of {@link Lesson}, height, width), what they say times their shares
     */
    static Tensor of(Tensor scores, Tensor sets, Tensor taught) {
        Tensor logarithms = torch.log_softmax(scores, 1);
        Tensor shares = taught.to(scores.device(), ScalarType.Float);
        Tensor byTeachers = torch.zeros(1).to(scores.device(), ScalarType.Float);
        for (int plane = 0; plane < Lesson.sets(); plane++) {
            int set = ClassSets.fold(Lesson.set(plane), (int) scores.size(1));
            byTeachers = byTeachers.add(
                    logarithmOfAny(logarithms, set).mul(shares.select(1, plane)).sum());
        }
        Tensor left = shares.sum(1).neg().add(new Scalar(1));
        return byTruth(logarithms, sets, left)
                .mul(left.mean())
                .sub(byTeachers.div(new Scalar((double) sets.numel())))
                .squeeze();
    }

    /** Of the probability of a set of classes, the same for all pixels. */
    private static Tensor logarithmOfAny(Tensor logarithms, int set) {
        @Nullable Tensor any = null;
        for (int c = 0; c < logarithms.size(1); c++) {
            if ((set & 1 << c) != 0) {
                Tensor one = logarithms.select(1, c);
                any = any == null ? one : torch.logaddexp(any, one);
            }
        }
        return Objects.requireNonNull(any);
    }

    /** @param weights of the pixels, 0 to 1 */
    private static Tensor byTruth(Tensor logarithms, Tensor sets, Tensor weights) {
        int classes = (int) logarithms.size(1);
        Tensor truth = sets.to(logarithms.device(), ScalarType.Byte);
        Tensor known = truth.ne(new Scalar(ClassSets.unknown(classes)))
                .to(ScalarType.Float)
                .mul(weights.to(logarithms.device(), ScalarType.Float));
        Tensor loss = crossEntropy(logarithms, truth, classes, known);
        Tensor probabilities = logarithms.exp();
        if (classes == 2) {
            return loss.add(dice(probabilities, truth, 2, known).mul(new Scalar(AREAS)));
        }
        loss = loss.add(dice(probabilities, truth, ClassSets.CLOUD, known).mul(new Scalar(AREAS)));
        for (int kind : new int[] {ClassSets.THICK, ClassSets.THIN, ClassSets.SHADOW}) {
            loss = loss.add(dice(probabilities, truth, kind, known).mul(new Scalar(KINDS / 3)));
        }
        return loss;
    }

    /** Share of the pixels, of those of which something is known, whose likeliest class may be right. */
    static double accuracy(Tensor scores, Tensor sets) {
        Tensor truth = sets.to(scores.device(), ScalarType.Byte);
        int classes = (int) scores.size(1);
        Tensor answer = scores.argmax(new LongOptional(1), false);
        Tensor known = truth.ne(new Scalar(ClassSets.unknown(classes))).to(ScalarType.Float);
        Tensor right = torch.zeros_like(known);
        for (int c = 0; c < classes; c++) {
            right = right.add(answer.eq(new Scalar(c)).to(ScalarType.Float).mul(isIn(truth, 1 << c)));
        }
        return right.mul(known).sum().item_double() / Math.max(1, known.sum().item_double());
    }

    private static Tensor crossEntropy(Tensor logarithms, Tensor truth, int classes, Tensor known) {
        Tensor[] possible = new Tensor[classes];
        for (int c = 0; c < classes; c++) {
            Tensor impossible = isIn(truth, 1 << c).neg().add(new Scalar(1)).mul(new Scalar(IMPOSSIBLE));
            possible[c] = logarithms.select(1, c).add(impossible);
        }
        Tensor right = possible[0];
        for (int c = 1; c < classes; c++) {
            right = torch.logaddexp(right, possible[c]);
        }
        Tensor any = logarithms.mean(1);
        Tensor each = right.mul(new Scalar(1 - LABEL_SMOOTHING)).add(any.mul(new Scalar(LABEL_SMOOTHING)));
        Tensor weight = truth.eq(new Scalar(ClassSets.SHADOW))
                .to(ScalarType.Float)
                .mul(new Scalar(RARE - 1))
                .add(new Scalar(1))
                .mul(known);
        return each.mul(weight).sum().neg().div(weight.sum().add(new Scalar(1)));
    }

    /** 1 where the set has one of these classes, else 0. */
    private static Tensor isIn(Tensor truth, int classes) {
        return truth.bitwise_and(new Scalar(classes)).ne(new Scalar(0)).to(ScalarType.Float);
    }

    /** Of some classes taken as one, over the pixels of which the truth tells whether they are of them. */
    private static Tensor dice(Tensor probabilities, Tensor truth, int group, Tensor weights) {
        int classes = (int) probabilities.size(1);
        Tensor isThere = isIn(truth, group);
        Tensor isElsewhere = isIn(truth, ClassSets.unknown(classes) & ~group);
        Tensor told = isThere.mul(isElsewhere).neg().add(new Scalar(1)).mul(weights);
        Tensor target = isElsewhere.neg().add(new Scalar(1)).mul(weights);
        Tensor probability = torch.zeros_like(target);
        for (int c = 0; c < classes; c++) {
            if ((group & 1 << c) != 0) {
                probability = probability.add(probabilities.select(1, c));
            }
        }
        Tensor both = probability.mul(target).sum().mul(new Scalar(2)).add(new Scalar(1));
        Tensor either = probability.mul(told).sum().add(target.sum()).add(new Scalar(1));
        return both.div(either).neg().add(new Scalar(1));
    }
}
