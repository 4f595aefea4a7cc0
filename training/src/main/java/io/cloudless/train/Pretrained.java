package io.cloudless.train;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network that was trained elsewhere: NumPy arrays in an {@code .npz}, a {@code .prototxt} with its
 * {@code .caffemodel}, or an {@code .onnx}.
 *
 * @param file that holds them
 * @param layers those that have weights, in the order of the file
 */
record Pretrained(Path file, List<PretrainedLayer> layers) {
    private static final String REMEDY = "Name the network that it is of with --network, or a file of this network";

    Pretrained {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new InputException(file, "holds no layers with weights", "Name a file of a trained network");
        }
        for (PretrainedLayer layer : layers) {
            if (!layer.isWhole()) {
                throw new InputException(
                        file,
                        "holds a layer '" + layer.name() + "' whose kernel of " + PretrainedLayer.text(layer.shape())
                                + " has " + layer.kernel().length + " values, and its bias " + layer.bias().length,
                        "A value for each is expected, and one of the bias for each output or none: save it again");
            }
        }
    }

    /**
     * Reads the layers of a file; of Caffe's two files in either order.
     *
     * @throws InputException if a file is missing, damaged or of no kind that is known
     */
    static Pretrained read(List<Path> files) {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new InputException(file, "there is no such file", "Name a file of a trained network");
            }
        }
        Path file = files.get(0);
        if (files.size() == 2) {
            Path network = endsWith(file, ".prototxt") ? file : files.get(1);
            Path values = network.equals(file) ? files.get(1) : file;
            if (endsWith(network, ".prototxt") && endsWith(values, ".caffemodel")) {
                return new Pretrained(values, CaffeModel.layers(network, values));
            }
        } else if (endsWith(file, ".npz")) {
            return new Pretrained(file, NpzFile.layers(file));
        } else if (endsWith(file, ".onnx")) {
            return new Pretrained(file, OnnxLayers.of(file));
        }
        throw new InputException(
                file,
                "is no file of weights that is known",
                "Name an .npz, an .onnx, or a .prototxt and its .caffemodel");
    }

    /** The layers of a model; of an {@link EnsembleModel} those of its first network. */
    static Pretrained of(Model model) {
        return new Pretrained(model.file(), OnnxLayers.of(model.file(), model.onnx()));
    }

    private static boolean endsWith(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Number of scores that a network's last layer computes here. */
    int classes(Graph graph) {
        PretrainedLayer last = assigned(graph).get(graph.lastLayer());
        return Math.toIntExact((last == null ? layers.get(layers.size() - 1) : last).outputs());
    }

    /**
     * Takes these weights over, layer by layer: by name where the file knows most of the graph's names, else in order,
     * since every tool names layers its own way. A normalisation that follows a layer is taken to be part of it, as in files
     * that are made to be run, and is left to be {@link Unfolding unfolded}.
     *
     * @param except names of layers of the graph that keep what they have
     * @throws InputException if a layer is missing or of another shape: the file is of another network
     */
    void copyTo(Weights weights, Graph graph, Set<String> except) {
        String difference = difference(graph, except);
        if (difference != null) {
            throw new InputException(file, difference, REMEDY);
        }
        Map<String, PretrainedLayer> assigned = assigned(graph);
        for (Graph.Layer layer : graph.layers()) {
            PretrainedLayer found = assigned.get(layer.name());
            if (found != null && !except.contains(layer.name())) {
                fill(weights.get(layer.name() + ".weight"), found.kernel());
                fill(weights.get(layer.name() + (layer.conv().normalised() ? ".beta" : ".bias")), found.bias());
            }
        }
    }

    /** The first layer that is not as the graph wants it, in words; null if all are. */
    @Nullable
    String difference(Graph graph, Set<String> except) {
        Map<String, PretrainedLayer> assigned = assigned(graph);
        for (Graph.Layer layer : graph.layers()) {
            long[] shape = layer.kernel().sizes();
            String wanted = "layer '" + layer.name() + "' of " + PretrainedLayer.text(shape);
            PretrainedLayer found = assigned.get(layer.name());
            if (found == null) {
                return "has no " + wanted;
            }
            if (!except.contains(layer.name()) && !found.fits(shape)) {
                return "holds a layer '" + found.name() + "' of " + PretrainedLayer.text(found.shape())
                        + " where the network has its " + wanted;
            }
        }
        return layers.size() == assigned.size()
                ? null
                : "holds " + layers.size() + " layers with weights where the network has " + assigned.size();
    }

    /** The layers that there are, by the graph's names. */
    private Map<String, PretrainedLayer> assigned(Graph graph) {
        Map<String, PretrainedLayer> named = layers.stream()
                .collect(Collectors.toMap(PretrainedLayer::name, Function.identity(), (first, second) -> first));
        List<String> wanted = graph.layers().stream().map(Graph.Layer::name).toList();
        long known = wanted.stream().filter(named::containsKey).count();
        Map<String, PretrainedLayer> assigned = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            PretrainedLayer layer =
                    2 * known > wanted.size() ? named.get(wanted.get(i)) : i < layers.size() ? layers.get(i) : null;
            if (layer != null) {
                assigned.put(wanted.get(i), layer);
            }
        }
        return assigned;
    }

    private static void fill(Tensor weights, float[] values) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            if (values.length == 0) {
                weights.zero_();
            } else {
                weights.copy_(Tensor.create(values, weights.sizes().vec().get()));
            }
        }
    }
}
