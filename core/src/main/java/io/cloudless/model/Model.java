package io.cloudless.model;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network ready to run, with its card. Serves any number of threads, each through an {@link Inference} of its own.
 *
 * <p>An inference computes on the thread that calls it: several threads side by side do more than one inference spread
 * over as many.
 */
public final class Model implements AutoCloseable {
    /** What networks that halve a picture five times need. */
    static final int SIZE_STEP = 32;

    private final Network network;
    private final ModelCard card;
    private final OnnxSource source;

    private Model(Network network, ModelCard card, OnnxSource source) {
        this.network = network;
        this.card = card;
        this.source = source;
    }

    /** Where the bytes of the network are, which is not kept in memory twice. */
    @FunctionalInterface
    private interface OnnxSource {
        byte[] read() throws IOException;
    }

    /**
     * The model that comes with Cloudless.
     *
     * @throws IllegalStateException if this build of Cloudless has none
     */
    public static Model bundled() {
        return ofJar("clouds.onnx");
    }

    /**
     * The other model that comes with Cloudless: two networks that are both asked, which err less and take longer.
     *
     * @throws IllegalStateException if this build of Cloudless has none
     */
    public static Model accurate() {
        return ofJar("accurate.onnx");
    }

    private static Model ofJar(String name) {
        OnnxSource source = () -> {
            try (InputStream resource = Model.class.getResourceAsStream(name)) {
                if (resource == null) {
                    throw new IllegalStateException(
                            "This build of Cloudless has no model of its own: name one with --model");
                }
                return resource.readAllBytes();
            }
        };
        try {
            return checked(Network.load(Path.of(name), source.read()), source);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model " + name, e);
        }
    }

    /**
     * Opens an ONNX file. One that does not carry a card itself is used with the card beside it: {@code NAME.card.json}
     * for {@code NAME.onnx}.
     *
     * @throws InputException if the file is missing, damaged or no ONNX, if there is no card, or if network and card
     *     contradict each other
     */
    public static Model open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    file,
                    Files.exists(file) ? "is not a file" : "there is no such model file",
                    "Name an ONNX file, or leave the model out to use the one that comes with Cloudless");
        }
        return checked(Network.open(file), () -> Files.readAllBytes(file));
    }

    private static Model checked(Network network, OnnxSource source) {
        try {
            ModelCard card = CardFile.cardOf(network);
            network.check(card);
            return new Model(network, card, source);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** What there is to know about the model. */
    public ModelCard card() {
        return card;
    }

    /** Where it was opened from; only a name for the bundled one. */
    public Path file() {
        return network.file();
    }

    /**
     * The same model with other words for its classes, such as those of a file of ImageNet's names. It shares the network:
     * closing either closes both.
     *
     * @param names in the order of the output channels
     * @throws IllegalArgumentException if there are not as many as classes
     */
    public Model withClassNames(List<String> names) {
        if (names.size() != card.classes().size()) {
            throw new IllegalArgumentException(
                    file() + " tells " + card.classes().size() + " classes apart, there are names for " + names.size());
        }
        return withCard(card.withClassNames(names));
    }

    /** The same model used as another card says. It shares the network: closing either closes both. */
    public Model withCard(ModelCard other) {
        network.check(other);
        return new Model(network, other, source);
    }

    /** Height and width of every input must be multiples of this; those of the tiles of the card are. */
    public int sizeStep() {
        boolean isAnySize = card.task() == ModelCard.Task.SEGMENTATION && !network.isFixedSize();
        return isAnySize ? SIZE_STEP : card.input().tileSize();
    }

    /** The most pictures that the network takes at a time. */
    int largestBatch() {
        return network.isSingleBatch() ? 1 : Integer.MAX_VALUE;
    }

    /** A way to run the network, for one thread. */
    public Inference inference() {
        return new Inference(network, card);
    }

    /**
     * Runs the network once, for whoever need not care for speed.
     *
     * @param values 0..1, {@code [count][band][height][width]}, bands as on the card
     * @return probabilities {@code [count][class][height][width]}, or {@code [count][class]} of a classifier
     */
    public float[] probabilities(float[] values, int count, int height, int width) {
        try (Inference inference = inference()) {
            inference.input(count, height, width).put(values);
            FloatBuffer answer = inference.run();
            float[] probabilities = new float[answer.remaining()];
            answer.get(probabilities);
            return probabilities;
        }
    }

    /**
     * The model's file, whole.
     *
     * @throws InputException if it can no longer be read
     */
    public byte[] onnx() {
        try {
            return source.read();
        } catch (IOException e) {
            throw new InputException(file(), "cannot be read", "Name a file of a trained network", e);
        }
    }

    /**
     * Writes a copy of the model's file that differs in its card alone: the network stays as it is, byte for byte, and so
     * do properties that are no part of a card.
     *
     * @param target replaced if it exists
     * @throws IOException if it cannot be written; nothing is then half-written
     */
    public void writeCopy(Path target, ModelCard otherCard) throws IOException {
        Map<String, String> properties = new TreeMap<>(network.properties());
        card.toProperties().keySet().forEach(properties::remove);
        Map<String, String> all = new LinkedHashMap<>(otherCard.toProperties());
        properties.forEach(all::putIfAbsent);
        AtomicFile.write(target, OnnxMetadata.replace(onnx(), all));
    }

    @Override
    public void close() {
        network.close();
    }
}
