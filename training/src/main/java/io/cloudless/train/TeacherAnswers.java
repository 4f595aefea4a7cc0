package io.cloudless.train;

import io.cloudless.model.Model;
import io.cloudless.raster.InputException;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How a {@link Teacher} comes to what it says. */
sealed interface TeacherAnswers {
    /** The batch, with the answers to its pictures where they are found before the training step. */
    default Batch with(Batch batch) {
        return batch;
    }

    /** The answers to a batch that {@link #with} returned: (images, classes, height, width), from 0 to 1. */
    Tensor to(Batch batch);

    /** From any model, on the processor, while the step before is computed. */
    record OfModel(Model model) implements TeacherAnswers {
        @Override
        public Batch with(Batch batch) {
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

        @Override
        public Tensor to(Batch batch) {
            return batch.taughtTensor();
        }
    }

    /** From a network of {@link Networks}, on the device where the other learns: no processor keeps up with a graphics card. */
    record OfNetwork(TorchNetwork network, Weights weights) implements TeacherAnswers {
        /** @throws InputException if the model is no such network, or several */
        static OfNetwork of(Model model, int bands, int classes, Device device) {
            Pretrained layers = Pretrained.of(model);
            boolean isAlone = !model.card().more().containsKey(CardTemplate.ENSEMBLE);
            for (Networks each : Networks.values()) {
                Graph graph = each.graph(bands, classes);
                if (isAlone && layers.difference(graph, Set.of()) == null) {
                    Weights weights = Weights.random(graph);
                    layers.copyTo(weights, graph, Set.of());
                    return new OfNetwork(new TorchNetwork(graph), weights.on(device));
                }
            }
            throw new InputException(
                    model.file(),
                    "is not one of the networks " + Arrays.toString(Networks.values()) + " alone",
                    "On a graphics card only such a network can teach: name another, or train with --device cpu");
        }

        @Override
        public Tensor to(Batch batch) {
            try (NoGradGuard guard = new NoGradGuard()) {
                return torch.softmax(network.forward(weights, batch.tensor(), false), 1);
            }
        }
    }
}
