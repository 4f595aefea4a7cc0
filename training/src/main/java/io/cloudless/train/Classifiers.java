package io.cloudless.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The networks that tell what a picture shows as a whole, by name. To add one, describe it here. */
enum Classifiers {
    /** SqueezeNet 1.0 (Iandola et al. 2016): 1.2 million weights, 0.8 billion multiplications. */
    SQUEEZENET {
        @Override
        Graph graph(int classes) {
            return squeezeNet(1, classes, true);
        }

        @Override
        Graph graphToTrain(int classes) {
            return squeezeNet(1, classes, false);
        }
    },
    /** AlexNet as the BVLC trained it (Krizhevsky et al. 2012): 61 million weights, 0.7 billion multiplications. */
    ALEXNET {
        @Override
        Graph graph(int classes) {
            return alexNet(1, true, classes);
        }
    },
    /** AlexNet with each of its normalisations after the pooling instead of before it: Caffe's reference network. */
    CAFFENET {
        @Override
        Graph graph(int classes) {
            return alexNet(1, false, classes);
        }
    },
    /** SqueezeNet at an eighth of the width: for tests. */
    SQUEEZENET_TINY {
        @Override
        Graph graph(int classes) {
            return squeezeNet(8, classes, true);
        }

        @Override
        Graph graphToTrain(int classes) {
            return squeezeNet(8, classes, false);
        }
    };

    /** Width and height of the pictures they were designed for; those with fully connected layers take no other. */
    static final int EDGE = 227;

    /** Of blue, green and red over ImageNet. */
    static final List<Double> IMAGENET_MEAN = List.of(104.0, 117.0, 123.0);

    /**
     * The network of this name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Classifiers named(String name) {
        for (Classifiers network : values()) {
            if (network.name().equalsIgnoreCase(name)) {
                return network;
            }
        }
        throw new IllegalArgumentException("No classifier is called '" + name + "'; there are "
                + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }

    /** The network as it was published, with so many scores, of pictures of red, green and blue. */
    abstract Graph graph(int classes);

    /**
     * The same for scores that are learnt anew. SqueezeNet's published scores are cut off at 0: of a thousand some stay
     * above, but of two classes one often falls below for all pictures at once, and then never learns again.
     */
    Graph graphToTrain(int classes) {
        return graph(classes);
    }

    /** Whether pictures must be of {@link #EDGE}. */
    boolean isFixedSize() {
        return this == ALEXNET || this == CAFFENET;
    }

    /** Layers by the names of Caffe's file, each {@code share} times narrower than in the paper. */
    static Graph squeezeNet(int share, int classes, boolean rectifiedScores) {
        Graph graph = new Graph();
        Node x = graph.caffeInput(IMAGENET_MEAN);
        x = graph.add(Op.Conv.plain("conv1", 96 / share, 7).stride(2), x);
        x = graph.maxPool(x, 3, 2);
        x = fire(graph, "fire2", x, 16 / share, 64 / share);
        x = fire(graph, "fire3", x, 16 / share, 64 / share);
        x = fire(graph, "fire4", x, 32 / share, 128 / share);
        x = graph.maxPool(x, 3, 2);
        x = fire(graph, "fire5", x, 32 / share, 128 / share);
        x = fire(graph, "fire6", x, 48 / share, 192 / share);
        x = fire(graph, "fire7", x, 48 / share, 192 / share);
        x = fire(graph, "fire8", x, 64 / share, 256 / share);
        x = graph.maxPool(x, 3, 2);
        x = fire(graph, "fire9", x, 64 / share, 256 / share);
        x = graph.dropout(x, 0.5);
        Op.Conv scores = Op.Conv.plain("conv_final", classes, 1).padding(1);
        x = graph.add(rectifiedScores ? scores : scores.linear(), x);
        graph.globalAverage(x);
        return graph;
    }

    /** Few channels, from which as many come by 1 x 1 kernels as by 3 x 3. */
    private static Node fire(Graph graph, String name, Node from, int squeeze, int expand) {
        Node squeezed = graph.add(Op.Conv.plain(name + "/conv1x1_1", squeeze, 1), from);
        Node points = graph.add(Op.Conv.plain(name + "/conv1x1_2", expand, 1), squeezed);
        Node areas = graph.add(Op.Conv.plain(name + "/conv3x3_2", expand, 3).padding(1), squeezed);
        return graph.concat(points, areas);
    }

    /** A fully connected layer is a convolution whose kernel is as large as what it reads. */
    static Graph alexNet(int share, boolean normalisedFirst, int classes) {
        Graph graph = new Graph();
        Node x = graph.caffeInput(IMAGENET_MEAN);
        x = graph.add(Op.Conv.plain("conv1", 96 / share, 11).stride(4), x);
        x = normalisedPool(graph, x, normalisedFirst);
        x = graph.add(Op.Conv.plain("conv2", 256 / share, 5).padding(2).groups(2), x);
        x = normalisedPool(graph, x, normalisedFirst);
        x = graph.add(Op.Conv.plain("conv3", 384 / share, 3).padding(1), x);
        x = graph.add(Op.Conv.plain("conv4", 384 / share, 3).padding(1).groups(2), x);
        x = graph.add(Op.Conv.plain("conv5", 256 / share, 3).padding(1).groups(2), x);
        x = graph.maxPool(x, 3, 2);
        x = graph.dropout(graph.add(Op.Conv.plain("fc6", 4096 / share, 6), x), 0.5);
        x = graph.dropout(graph.add(Op.Conv.plain("fc7", 4096 / share, 1), x), 0.5);
        x = graph.add(Op.Conv.plain("fc8", classes, 1).linear(), x);
        graph.globalAverage(x);
        return graph;
    }

    private static Node normalisedPool(Graph graph, Node from, boolean normalisedFirst) {
        return normalisedFirst
                ? graph.maxPool(graph.responseNorm(from, 5, 1e-4, 0.75), 3, 2)
                : graph.responseNorm(graph.maxPool(from, 3, 2), 5, 1e-4, 0.75);
    }
}
