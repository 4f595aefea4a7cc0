package io.cloudless.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as a list of steps, each reading earlier ones; the last one's result is the network's: one score a class. */
final class Graph {
    private final List<Node> nodes = new ArrayList<>();

    List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    Node output() {
        return nodes.get(nodes.size() - 1);
    }

    /** Bands of the image that it reads. */
    int bands() {
        return nodes.get(0).op() instanceof Op.Input input ? input.channels() : Op.CaffeInput.CHANNELS;
    }

    /** The convolutions in their order: the layers that have weights. */
    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (Node node : nodes) {
            if (node.op() instanceof Op.Conv conv) {
                int in = nodes.get(node.inputs().get(0)).channels() / conv.groups();
                layers.add(new Layer(conv, Shape.kernel(conv.out(), in, conv.kernel())));
            }
        }
        return layers;
    }

    /** Name of the layer that computes the scores. */
    String lastLayer() {
        List<Layer> layers = layers();
        return layers.get(layers.size() - 1).name();
    }

    /** A convolution and the shape of its kernel. */
    record Layer(Op.Conv conv, Shape kernel) {
        String name() {
            return conv.name();
        }
    }

    Node input(int channels) {
        return append(2 * channels, new Op.Input(channels));
    }

    Node caffeInput(List<Double> mean) {
        return append(Op.CaffeInput.CHANNELS, new Op.CaffeInput(mean));
    }

    /** Convolution, batch normalisation, max(0, x). */
    Node conv(String name, Node from, int out, int kernel, int stride) {
        return add(Op.Conv.same(name, out, kernel, stride, true, true), from);
    }

    /** Convolution and batch normalisation. */
    Node linear(String name, Node from, int out, int kernel) {
        return add(Op.Conv.same(name, out, kernel, 1, true, false), from);
    }

    /** Convolution with a bias: scores. */
    Node scores(String name, Node from, int out) {
        return add(Op.Conv.same(name, out, 1, 1, false, false), from);
    }

    /** A convolution of any kind. */
    Node add(Op.Conv conv, Node from) {
        if (from.channels() % conv.groups() != 0 || conv.out() % conv.groups() != 0) {
            throw new IllegalArgumentException(conv + " cannot part " + from.channels() + " channels");
        }
        return append(conv.out(), conv, from);
    }

    Node addRectified(Node left, Node right) {
        if (left.channels() != right.channels()) {
            throw new IllegalArgumentException(left + " and " + right + " differ in channels");
        }
        return append(left.channels(), new Op.AddRectified(), left, right);
    }

    Node concat(Node left, Node right) {
        return append(left.channels() + right.channels(), new Op.Concat(), left, right);
    }

    Node upsample(Node from) {
        return append(from.channels(), new Op.Upsample(), from);
    }

    Node pixelShuffle(Node from) {
        return append(from.channels() / 4, new Op.PixelShuffle(), from);
    }

    Node maxPool(Node from, int kernel, int stride) {
        return append(from.channels(), new Op.MaxPool(kernel, stride), from);
    }

    Node responseNorm(Node from, int size, double alpha, double beta) {
        return append(from.channels(), new Op.ResponseNorm(size, alpha, beta), from);
    }

    Node dropout(Node from, double share) {
        return append(from.channels(), new Op.Dropout(share), from);
    }

    Node globalAverage(Node from) {
        return append(from.channels(), new Op.GlobalAverage(), from);
    }

    private Node append(int channels, Op op, Node... inputs) {
        List<Integer> indices = new ArrayList<>();
        for (Node input : inputs) {
            indices.add(input.index());
        }
        Node node = new Node(nodes.size(), channels, op, List.copyOf(indices));
        nodes.add(node);
        return node;
    }

    /** The shapes of all weights, by name, in a fixed order. Weights that are no parameters are statistics. */
    Map<String, Shape> weights() {
        Map<String, Shape> weights = new LinkedHashMap<>();
        for (Layer layer : layers()) {
            Op.Conv conv = layer.conv();
            weights.put(conv.name() + ".weight", layer.kernel());
            if (conv.normalised()) {
                weights.put(conv.name() + ".gamma", Shape.perChannel(conv.out(), 1, true));
                weights.put(conv.name() + ".beta", Shape.perChannel(conv.out(), 0, true));
                weights.put(conv.name() + ".mean", Shape.perChannel(conv.out(), 0, false));
                weights.put(conv.name() + ".variance", Shape.perChannel(conv.out(), 1, false));
            } else {
                weights.put(conv.name() + ".bias", Shape.perChannel(conv.out(), 0, true));
            }
        }
        return weights;
    }

    /**
     * @param sizes length along each dimension
     * @param start the value to begin with, or NaN for a random one (He et al. 2015)
     * @param trained whether the optimiser changes it; otherwise it is a running statistic
     */
    record Shape(long[] sizes, double start, boolean trained) {
        static Shape kernel(int out, int in, int kernel) {
            return new Shape(new long[] {out, in, kernel, kernel}, Double.NaN, true);
        }

        static Shape perChannel(int channels, double start, boolean trained) {
            return new Shape(new long[] {channels}, start, trained);
        }

        /** Whether these are the factors of a convolution. */
        boolean isKernel() {
            return Double.isNaN(start);
        }

        long count() {
            long count = 1;
            for (long size : sizes) {
                count *= size;
            }
            return count;
        }
    }
}
