package io.cloudless.train;

import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Runs a {@link Graph} in PyTorch. */
final class TorchNetwork {
    private static final double MOMENTUM = 0.1;
    static final double EPSILON = 1e-5;

    private final Graph graph;
    private final BiConsumer<String, Tensor> observer;

    TorchNetwork(Graph graph) {
        this(graph, (layer, result) -> {});
    }

    /** @param observer is shown what each convolution computes, before it is normalised */
    TorchNetwork(Graph graph, BiConsumer<String, Tensor> observer) {
        this.graph = graph;
        this.observer = observer;
    }

    /**
     * @param weights their statistics change while training; computing is done where they are
     * @param images (images, bands, height, width), 0 to 1; for {@link Networks} height and width are multiples of {@link
     *     Networks#MULTIPLE}
     * @return scores before softmax: (images, classes, height, width), of {@link Classifiers} (images, classes)
     */
    Tensor forward(Weights weights, Tensor images, boolean training) {
        Tensor[] results = new Tensor[graph.nodes().size()];
        Tensor there = images.to(weights.device(), ScalarType.Float);
        for (Node node : graph.nodes()) {
            List<Tensor> inputs = node.inputs().stream().map(i -> results[i]).toList();
            results[node.index()] = compute(node.op(), inputs.isEmpty() ? List.of(there) : inputs, weights, training);
        }
        return results[graph.output().index()];
    }

    private Tensor compute(Op op, List<Tensor> inputs, Weights weights, boolean training) {
        Tensor first = inputs.get(0);
        if (op instanceof Op.Input) {
            return input(first);
        } else if (op instanceof Op.CaffeInput caffe) {
            return caffeInput(caffe, first);
        } else if (op instanceof Op.Conv conv) {
            return conv(conv, first, weights, training);
        } else if (op instanceof Op.AddRectified) {
            return torch.relu(first.add(inputs.get(1)));
        } else if (op instanceof Op.Concat) {
            return torch.cat(new TensorVector(first, inputs.get(1)), 1);
        } else if (op instanceof Op.Upsample) {
            return torch.upsample_bilinear2d(first, new long[] {first.size(2) * 2, first.size(3) * 2}, false);
        } else if (op instanceof Op.PixelShuffle) {
            return torch.pixel_shuffle(first, 2);
        } else if (op instanceof Op.MaxPool pool) {
            return maxPool(pool, first);
        } else if (op instanceof Op.ResponseNorm norm) {
            return responseNorm(norm, first);
        } else if (op instanceof Op.Dropout dropout) {
            return torch.dropout(first, dropout.share(), training);
        } else if (op instanceof Op.GlobalAverage) {
            return torch.adaptive_avg_pool2d(first, 1, 1).flatten(1, -1);
        }
        throw new IllegalArgumentException("PyTorch is not told how to compute " + op);
    }

    private static Tensor caffeInput(Op.CaffeInput input, Tensor image) {
        double[] mean = input.mean().stream().mapToDouble(Double::doubleValue).toArray();
        Tensor bgr = torch.flip(image, 1).mul(new Scalar(Op.CaffeInput.SCALE));
        return bgr.sub(Tensor.create(mean, 1, mean.length, 1, 1).to(bgr.device(), ScalarType.Float));
    }

    private static Tensor maxPool(Op.MaxPool pool, Tensor input) {
        return torch.max_pool2d(
                input,
                new long[] {pool.kernel(), pool.kernel()},
                new long[] {pool.stride(), pool.stride()},
                new long[] {0, 0},
                new long[] {1, 1},
                true);
    }

    private static Tensor responseNorm(Op.ResponseNorm norm, Tensor input) {
        // Channels as the depth of one single channel: the mean of the squares of those around each.
        Tensor power = torch.avg_pool3d(
                        input.mul(input).unsqueeze(1),
                        new long[] {norm.size(), 1, 1},
                        new long[] {1, 1, 1},
                        new long[] {norm.size() / 2, 0, 0},
                        false,
                        true,
                        new LongOptional())
                .squeeze(1);
        Tensor divisor = power.mul(new Scalar(norm.alpha())).add(new Scalar(1)).pow(new Scalar(norm.beta()));
        return input.div(divisor);
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

    private Tensor conv(Op.Conv conv, Tensor input, Weights weights, boolean training) {
        String name = conv.name();
        long[] stride = {conv.stride(), conv.stride()};
        long[] padding = {conv.padding(), conv.padding()};
        TensorOptional bias =
                conv.normalised() ? new TensorOptional() : new TensorOptional(weights.get(name + ".bias"));
        Tensor result = torch.conv2d(
                input, weights.get(name + ".weight"), bias, stride, padding, new long[] {1, 1}, conv.groups());
        observer.accept(name, result);
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
