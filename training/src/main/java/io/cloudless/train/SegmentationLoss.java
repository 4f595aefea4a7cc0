package io.cloudless.train;

import io.cloudless.dataset.Chip;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Cross-entropy, which asks every pixel, plus the Dice loss (Milletari et al. 2016) of every class but the first, which
 * asks how well the areas overlap. Pixels of unknown truth count in neither.
 */
final class SegmentationLoss {
    /** Keeps the network from certainty where labels are known to err (Szegedy et al. 2016). */
    private static final double LABEL_SMOOTHING = 0.02;

    private static final int MEAN = 1;

    private SegmentationLoss() {}

    /**
     * @param scores (images, classes, height, width)
     * @param truth (images, height, width), class codes, 255 where unknown
     * @return a single value
     */
    static Tensor of(Tensor scores, Tensor truth) {
        Tensor loss =
                torch.cross_entropy_loss(scores, truth, new TensorOptional(), MEAN, Chip.UNKNOWN, LABEL_SMOOTHING);
        Tensor probabilities = torch.softmax(scores, 1);
        Tensor known = truth.ne(new Scalar(Chip.UNKNOWN)).to(ScalarType.Float);
        long classes = scores.size(1);
        for (long c = 1; c < classes; c++) {
            Tensor probability = probabilities.select(1, c).mul(known);
            Tensor target = truth.eq(new Scalar(c)).to(ScalarType.Float);
            Tensor both = probability.mul(target).sum().mul(new Scalar(2)).add(new Scalar(1));
            Tensor either = probability.sum().add(target.sum()).add(new Scalar(1));
            Tensor dice = both.div(either).neg().add(new Scalar(1));
            loss = loss.add(dice.mul(new Scalar(1.0 / (classes - 1))));
        }
        return loss;
    }
}
