package io.cloudless.train;

import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A model that a network learns from, beside the truth (Hinton et al. 2015): it says of every pixel how likely each class is,
 * also where the truth is silent, and how sure one can be.
 */
final class Teacher {
    private final Model model;
    private final double share;

    /**
     * @param share of the loss that comes from the teacher, above 0 to 1
     * @param bands of the pictures
     * @param classes that the network tells: codes from 0 on
     * @throws InputException if the model tells other classes, or looks at other bands
     */
    Teacher(Model model, double share, int bands, int classes) {
        ModelCard card = model.card();
        List<Integer> codes = card.classes().stream().map(MaskClass::code).toList();
        List<Integer> asked = IntStream.range(0, classes).boxed().toList();
        if (card.task() != ModelCard.Task.SEGMENTATION
                || !codes.equals(asked)
                || card.bands().size() != bands) {
            throw new InputException(
                    model.file(),
                    "tells classes " + codes + " from " + card.bands().size() + " bands, the run classes " + asked
                            + " from " + bands,
                    "Name a teacher of the same, or train with --classes " + codes.size());
        }
        this.model = model;
        this.share = share;
    }

    /** The batch with what the model says of its pictures. */
    Batch teach(Batch batch) {
        int area = batch.size() * batch.size();
        float[] planes = new float[batch.bands() * area];
        float[] taught = new float[0];
        for (int picture = 0; picture < batch.count(); picture++) {
            for (int i = 0; i < planes.length; i++) {
                planes[i] = batch.images()[picture * planes.length + i % area * batch.bands() + i / area];
            }
            float[] answer = model.probabilities(planes, 1, batch.size(), batch.size());
            if (picture == 0) {
                taught = new float[batch.count() * answer.length];
            }
            System.arraycopy(answer, 0, taught, picture * answer.length, answer.length);
        }
        return new Batch(batch.count(), batch.size(), batch.bands(), batch.images(), batch.truth(), taught);
    }

    /**
     * The loss by the truth, and the cross-entropy of what was taught, in their shares.
     *
     * @param scores (images, classes, height, width)
     */
    Tensor loss(Tensor scores, Batch batch, Tensor byTruth) {
        Tensor logarithms = torch.log_softmax(scores, 1);
        Tensor byTeacher = logarithms
                .mul(batch.taughtTensor())
                .sum()
                .neg()
                .div(new Scalar((double) batch.count() * batch.size() * batch.size()));
        return byTruth.mul(new Scalar(1 - share)).add(byTeacher.mul(new Scalar(share)));
    }
}
