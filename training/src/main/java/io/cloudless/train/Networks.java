package io.cloudless.train;

import java.util.Arrays;
import java.util.Locale;

/** The networks there are, by name. To add one, describe it here. */
enum Networks {
    /**
     * A residual U-Net (Ronneberger et al. 2015, He et al. 2016) that adds its skips instead of stacking them and works
     * at half resolution at most: 1.5 million weights, 0.75 billion multiplications for 256 x 256 pixels.
     */
    UNET {
        @Override
        Graph graph(int bands, int classes) {
            return unet(bands, classes, new int[] {24, 48, 96, 128, 160});
        }
    },
    /** The same at twice the width: to teach others. */
    UNET_LARGE {
        @Override
        Graph graph(int bands, int classes) {
            return unet(bands, classes, new int[] {48, 96, 192, 256, 320});
        }
    },
    /** The same at two thirds of the width. */
    UNET_SMALL {
        @Override
        Graph graph(int bands, int classes) {
            return unet(bands, classes, new int[] {16, 32, 64, 88, 112});
        }
    },
    /** The same at a quarter of the width: for tests. */
    UNET_TINY {
        @Override
        Graph graph(int bands, int classes) {
            return unet(bands, classes, new int[] {8, 8, 16, 16, 24});
        }
    };

    /** Width and height of an image must be multiples of this. */
    static final int MULTIPLE = 32;

    /**
     * The network of this name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Networks named(String name) {
        for (Networks network : values()) {
            if (network.name().equalsIgnoreCase(name)) {
                return network;
            }
        }
        throw new IllegalArgumentException("No network is called '" + name + "'; there are "
                + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }

    abstract Graph graph(int bands, int classes);

    private static Graph unet(int bands, int classes, int[] widths) {
        Graph graph = new Graph();
        Node[] levels = new Node[widths.length];
        levels[0] = graph.conv("stem", graph.input(bands), widths[0], 3, 2);
        levels[1] = graph.conv("down1", levels[0], widths[1], 3, 2);
        levels[1] = graph.conv("keep1", levels[1], widths[1], 3, 1);
        for (int level = 2; level < widths.length; level++) {
            Node down = graph.conv("down" + level, levels[level - 1], widths[level], 3, 2);
            Node inner = graph.conv("inner" + level, down, widths[level], 3, 1);
            Node outer = graph.linear("outer" + level, inner, widths[level], 3);
            levels[level] = graph.addRectified(down, outer);
        }
        Node up = levels[widths.length - 1];
        for (int level = widths.length - 2; level >= 0; level--) {
            int width = level == 0 ? widths[0] : (widths[level] + widths[level - 1] + 1) / 2 / 8 * 8;
            Node coarse = graph.upsample(graph.linear("coarse" + level, up, width, 1));
            Node fine = graph.linear("fine" + level, levels[level], width, 1);
            up = graph.conv("join" + level, graph.addRectified(coarse, fine), width, 3, 1);
        }
        graph.pixelShuffle(graph.scores("scores", up, classes * 4));
        return graph;
    }
}
