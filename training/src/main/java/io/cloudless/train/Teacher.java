package io.cloudless.train;

import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A model that a network learns from, beside the truth (Hinton et al. 2015): it says of every pixel how likely each class is,
 * also where the truth is silent, and how sure one can be.
 */
final class Teacher {
    private final TeacherAnswers answers;
    private final double share;

    /**
     * @param share of the loss that comes from the teacher, above 0 to 1
     * @param bands of the pictures
     * @param classes that the network tells: codes from 0 on
     * @param device of the network that learns
     * @throws InputException if the model tells other classes, or looks at other bands; on a graphics card also if it is not
     *     one of {@link Networks} alone
     */
    Teacher(Model model, double share, int bands, int classes, Device device) {
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
        this.answers = device.is_cpu()
                ? new TeacherAnswers.OfModel(model)
                : TeacherAnswers.OfNetwork.of(model, bands, classes, device);
        this.share = share;
    }

    /** The batch with what the model says of its pictures, where it says so on the processor. */
    Batch teach(Batch batch) {
        return answers.with(batch);
    }

    /**
     * The loss by the truth, and the cross-entropy of what was taught, in their shares.
     *
     * @param scores (images, classes, height, width)
     */
    Tensor loss(Tensor scores, Batch batch, Tensor byTruth) {
        Tensor logarithms = torch.log_softmax(scores, 1);
        Tensor byTeacher = logarithms
                .mul(answers.to(batch))
                .sum()
                .neg()
                .div(new Scalar((double) batch.count() * batch.size() * batch.size()));
        return byTruth.mul(new Scalar(1 - share)).add(byTeacher.mul(new Scalar(share)));
    }
}
