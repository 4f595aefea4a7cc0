package io.cloudless.train;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that was trained elsewhere, on its way to a model file.
 *
 * <pre>{@code
 * ImportedClassifier.read(List.of(Path.of("squeezenet.npz")), null).write(Path.of("m.onnx"), names, template);
 * }</pre>
 */
public final class ImportedClassifier {
    private final Pretrained pretrained;
    private final Classifiers network;

    private ImportedClassifier(Pretrained pretrained, Classifiers network) {
        this.pretrained = pretrained;
        this.network = network;
    }

    /**
     * Reads the weights.
     *
     * @param files an {@code .npz}, an {@code .onnx}, or a {@code .prototxt} and its {@code .caffemodel}
     * @param network name of the network that they are of; null where its shapes are to tell
     * @throws InputException if a file is missing or damaged, or of another network
     * @throws IllegalArgumentException if there is no network of this name
     */
    public static ImportedClassifier read(List<Path> files, @Nullable String network) {
        Classifiers named = network == null ? null : Classifiers.named(network);
        Pretrained pretrained = Pretrained.read(files);
        return new ImportedClassifier(pretrained, named == null ? guessed(pretrained) : named);
    }

    /** The first network whose layers have these shapes; the first of all where none has. */
    private static Classifiers guessed(Pretrained pretrained) {
        for (Classifiers candidate : Classifiers.values()) {
            if (pretrained.difference(graph(candidate, pretrained), Set.of()) == null) {
                return candidate;
            }
        }
        return Classifiers.SQUEEZENET;
    }

    /** The network with as many scores as were trained. */
    private static Graph graph(Classifiers network, Pretrained pretrained) {
        return network.graph(pretrained.classes(network.graph(2)));
    }

    /** Number of classes that it tells apart. */
    public int classes() {
        return pretrained.classes(network.graph(2));
    }

    /**
     * Writes the model file with its card.
     *
     * @param classes names in the order of the scores
     * @throws InputException if the weights are of another network, or the file cannot be written
     * @throws IllegalArgumentException if there are not as many names as {@link #classes()}
     */
    public void write(Path target, List<String> classes, CardTemplate template) {
        if (classes.size() != classes()) {
            throw new IllegalArgumentException("There are " + classes.size() + " names for the " + classes()
                    + " classes of " + pretrained.file().getFileName());
        }
        Graph graph = graph(network, pretrained);
        try (PointerScope scope = new PointerScope()) {
            Weights weights = Weights.random(graph);
            pretrained.copyTo(weights, graph, Set.of());
            String name = network.name().toLowerCase(Locale.ROOT);
            byte[] onnx = OnnxExport.write(
                    graph,
                    weights,
                    template.classifierCard(
                            classes, Classifiers.EDGE, "", OptionalLong.empty(), Map.of("network", name)));
            AtomicFile.write(target, onnx);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }
}
