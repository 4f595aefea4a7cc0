package io.cloudless.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Gives a network its batch normalisation back, which model files have folded into the convolutions: what each convolution
 * computes for some pictures becomes its running statistics, and gain and offset undo them. The network answers as before and
 * can be trained on.
 */
final class Unfolding {
    /** A channel that is as good as dead stays so. */
    private static final double SHORTEST = 1e-3;

    private Unfolding() {}

    /**
     * Changes weights in place.
     *
     * @param weights whose normalisations so far do no more than add {@code beta}
     * @param batches that the statistics are taken over
     */
    static void apply(Graph graph, Weights weights, List<Batch> batches) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<String> names = graph.layers().stream()
                    .filter(layer -> layer.conv().normalised())
                    .map(Graph.Layer::name)
                    .toList();
            for (String name : names) {
                weights.get(name + ".mean").zero_();
                weights.get(name + ".variance").fill_(new Scalar(1 - TorchNetwork.EPSILON));
                weights.get(name + ".gamma").fill_(new Scalar(1));
            }
            Map<String, Tensor> moments = new HashMap<>();
            TorchNetwork network = new TorchNetwork(
                    graph, (layer, result) -> moments.merge(layer, moments(result), (sum, more) -> sum.add(more)));
            batches.forEach(batch -> network.forward(weights, batch.tensor(), false));
            moments.forEach((name, sum) -> {
                if (names.contains(name)) {
                    setStatistics(weights, name, sum.div(new Scalar(batches.size())));
                }
            });
        }
    }

    /** Mean and mean square of each channel: (2, channels). */
    private static Tensor moments(Tensor result) {
        return torch.stack(
                new TensorVector(result.mean(0, 2, 3), result.mul(result).mean(0, 2, 3)), 0);
    }

    /**
     * Kernels take the length of random ones again: folded in they are several times shorter, and steps that suit a network
     * in training would change them beyond recognition.
     */
    private static void setStatistics(Weights weights, String name, Tensor moments) {
        Tensor kernel = weights.get(name + ".weight");
        Tensor length = kernel.mul(kernel).sum(1, 2, 3).sqrt().clamp_min(new Scalar(SHORTEST));
        Tensor factor = length.reciprocal().mul(new Scalar(Weights.KERNEL_LENGTH));
        Tensor mean = moments.select(0, 0);
        Tensor variance = moments.select(0, 1).sub(mean.mul(mean)).clamp_min(new Scalar(0));
        Tensor enlarged = variance.mul(factor).mul(factor);
        kernel.mul_(factor.reshape(-1, 1, 1, 1));
        weights.get(name + ".mean").copy_(mean.mul(factor));
        weights.get(name + ".variance").copy_(enlarged);
        weights.get(name + ".gamma")
                .copy_(enlarged.add(new Scalar(TorchNetwork.EPSILON)).sqrt().div(factor));
        weights.get(name + ".beta").add_(mean);
    }
}
