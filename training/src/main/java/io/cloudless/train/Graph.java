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

    Node input(int channels) {
        return append(2 * channels, new Op.Input(channels));
    }

    /** Convolution, batch normalisation, max(0, x). */
    Node conv(String name, Node from, int out, int kernel, int stride) {
        return append(out, new Op.Conv(name, out, kernel, stride, 1, true, true), from);
    }

    /** Convolution and batch normalisation. */
    Node linear(String name, Node from, int out, int kernel) {
        return append(out, new Op.Conv(name, out, kernel, 1, 1, true, false), from);
    }

    /** Convolution with a bias: scores. */
    Node scores(String name, Node from, int out) {
        return append(out, new Op.Conv(name, out, 1, 1, 1, false, false), from);
    }

    Node addRectified(Node left, Node right) {
        if (left.channels() != right.channels()) {
            throw new IllegalArgumentException(left + " and " + right + " differ in channels");
        }
        return append(left.channels(), new Op.AddRectified(), left, right);
    }

    Node upsample(Node from) {
        return append(from.channels(), new Op.Upsample(), from);
    }

    Node pixelShuffle(Node from) {
        return append(from.channels() / 4, new Op.PixelShuffle(), from);
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
        for (Node node : nodes) {
            if (node.op() instanceof Op.Conv conv) {
                int in = nodes.get(node.inputs().get(0)).channels() / conv.groups();
                weights.put(conv.name() + ".weight", Shape.kernel(conv.out(), in, conv.kernel()));
                if (conv.normalised()) {
                    weights.put(conv.name() + ".gamma", Shape.perChannel(conv.out(), 1, true));
                    weights.put(conv.name() + ".beta", Shape.perChannel(conv.out(), 0, true));
                    weights.put(conv.name() + ".mean", Shape.perChannel(conv.out(), 0, false));
                    weights.put(conv.name() + ".variance", Shape.perChannel(conv.out(), 1, false));
                } else {
                    weights.put(conv.name() + ".bias", Shape.perChannel(conv.out(), 0, true));
                }
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

        long count() {
            long count = 1;
            for (long size : sizes) {
                count *= size;
            }
            return count;
        }
    }
}
