package io.cloudless.train;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Runs a {@link Graph} in PyTorch. */
final class TorchNetwork {
    private static final double MOMENTUM = 0.1;
    static final double EPSILON = 1e-5;

    private final Graph graph;

    TorchNetwork(Graph graph) {
        this.graph = graph;
    }

    /**
     * @param weights their statistics change while training
     * @param images (images, bands, height, width), 0 to 1; height and width multiples of {@link Networks#MULTIPLE}
     * @return scores (images, classes, height, width), before softmax
     */
    Tensor forward(Weights weights, Tensor images, boolean training) {
        Tensor[] results = new Tensor[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            Op op = node.op();
            Tensor first =
                    node.inputs().isEmpty() ? images : results[node.inputs().get(0)];
            Tensor result;
            if (op instanceof Op.Input) {
                result = input(first);
            } else if (op instanceof Op.Conv conv) {
                result = conv(conv, first, weights, training);
            } else if (op instanceof Op.AddRectified) {
                result = torch.relu(first.add(results[node.inputs().get(1)]));
            } else if (op instanceof Op.Upsample) {
                result = torch.upsample_bilinear2d(first, new long[] {first.size(2) * 2, first.size(3) * 2}, false);
            } else {
                result = torch.pixel_shuffle(first, 2);
            }
            results[node.index()] = result;
        }
        return results[graph.output().index()];
    }

    private static Tensor input(Tensor image) {
        // Rows, then columns: the same mean for 14 additions instead of 49.
        Tensor surroundings = means(means(image, Op.Input.SURROUNDINGS, 1), 1, Op.Input.SURROUNDINGS);
        Tensor difference = image.sub(surroundings).mul(new Scalar(Op.Input.CONTRAST));
        Tensor contrast = difference.div(difference.abs().add(new Scalar(1)));
        Tensor values = image.mul(new Scalar(Op.Input.SCALE)).add(new Scalar(Op.Input.SHIFT));
        return torch.cat(new TensorVector(values, contrast), 1);
    }

    private static Tensor means(Tensor image, long height, long width) {
        return torch.avg_pool2d(
                image,
                new long[] {height, width},
                new long[] {1, 1},
                new long[] {height / 2, width / 2},
                false,
                false,
                new LongOptional());
    }

    private static Tensor conv(Op.Conv conv, Tensor input, Weights weights, boolean training) {
        String name = conv.name();
        long[] stride = {conv.stride(), conv.stride()};
        long[] padding = {conv.kernel() / 2, conv.kernel() / 2};
        TensorOptional bias =
                conv.normalised() ? new TensorOptional() : new TensorOptional(weights.get(name + ".bias"));
        Tensor result = torch.conv2d(
                input, weights.get(name + ".weight"), bias, stride, padding, new long[] {1, 1}, conv.groups());
        if (conv.normalised()) {
            result = torch.batch_norm(
                    result,
                    new TensorOptional(weights.get(name + ".gamma")),
                    new TensorOptional(weights.get(name + ".beta")),
                    new TensorOptional(weights.get(name + ".mean")),
                    new TensorOptional(weights.get(name + ".variance")),
                    training,
                    MOMENTUM,
                    EPSILON,
                    false);
        }
        return conv.rectified() ? torch.relu(result) : result;
    }
}
