package io.cloudless.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.BandRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The card beside a model that carries none, {@code NAME.card.json} for {@code NAME.onnx}:
 *
 * <pre>{@code
 * {"name": "OmniCloudMask", "version": "1.0", "bands": ["red", "green", "nir"],
 *  "classes": [{"code": 0, "name": "clear"}, {"code": 1, "name": "thick cloud"}, {"code": 2, "name": "thin cloud"},
 *              {"code": 3, "name": "shadow"}],
 *  "pixel_size": {"minimum": 10, "recommended": 20, "maximum": 50},
 *  "activation": "softmax", "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25],
 *  "tile_size": 512, "tile_overlap": 64, "cloud_threshold": 0.5, "shadow_threshold": 0.5,
 *  "calibration": {"slope": 0.8, "intercept": -0.3},
 *  "thresholds": {"recall": 0.25, "balanced": 0.5, "precision": 0.7},
 *  "training_data": "…", "figures": "…", "seed": 1, "commit": "…", "licence": "MIT"}
 * }</pre>
 *
 * <p>That of a classifier, of {@code "task": "classification"}, has no pixel size, overlap or threshold; its
 * {@code tile_size} is the edge of the pictures it is given. Its classes may be mere names, whose place is their code, or
 * be left out, where they get other names later ({@link Model#withClassNames}).
 *
 * <p>Bands must be there, and for a network that segments classes and pixel sizes; the default of {@code task} is {@code segmentation}, of
 * {@code scaling} {@code reflectance}, of {@code activation} {@code probability}, of {@code tile_size} 512 (of a
 * classifier {@value #PICTURE_SIZE}), of {@code tile_overlap} 64, of {@code cloud_threshold} and {@code shadow_threshold} 0.5, and no mean, deviation and calibration are
 * applied. Other keys are kept in
 * {@link ModelCard#more}.
 */
final class CardFile {
    private static final String SUFFIX = ".card.json";
    /** What the networks of ImageNet are given since AlexNet, a few pixels more or less. */
    private static final int PICTURE_SIZE = 224;

    private static final List<String> KNOWN = List.of(
            "name",
            "version",
            "task",
            "bands",
            "scaling",
            "mean",
            "std",
            "pixel_size",
            "tile_size",
            "tile_overlap",
            "classes",
            "activation",
            "cloud_threshold",
            "shadow_threshold",
            "calibration",
            "thresholds",
            "training_data",
            "figures",
            "seed",
            "commit",
            "licence");

    private CardFile() {}

    /** The card inside the model, else the one beside it. */
    static ModelCard cardOf(Network network) {
        Map<String, String> properties = network.properties();
        if (ModelCard.isIn(properties)) {
            try {
                return ModelCard.fromProperties(properties);
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        network.file(), String.valueOf(e.getMessage()), "Use a model that this version can read", e);
            }
        }
        Path beside = beside(network.file());
        if (!Files.isRegularFile(beside)) {
            throw new InputException(
                    network.file(),
                    "the model does not say what its bands and classes are",
                    "Describe them in " + beside + " (see MODELS.md)");
        }
        return read(beside, network.statedChannels());
    }

    static Path beside(Path model) {
        return FileStem.sibling(model, SUFFIX);
    }

    /** @param channels how many classes the network states, -1 where it does not */
    static ModelCard read(Path file, long channels) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            return card(file, root, channels);
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException(file, "no usable model card: " + reason, "Mend the card", e);
        }
    }

    private static ModelCard card(Path file, JsonNode root, long channels) {
        ModelCard.Task task =
                CardProperties.constant(ModelCard.Task.class, root.path("task").asText("segmentation"));
        Provenance provenance = new Provenance(
                root.path("training_data").asText(""),
                root.path("figures").asText(""),
                root.has("seed") ? OptionalLong.of(root.path("seed").asLong()) : OptionalLong.empty(),
                root.path("commit").asText(""),
                root.path("licence").asText(""));
        return new ModelCard(
                root.path("name").asText(file.getFileName().toString().replace(SUFFIX, "")),
                root.path("version").asText(""),
                task,
                input(root, task),
                new ModelOutput(
                        classes(root, task, channels),
                        CardProperties.constant(
                                ModelOutput.Activation.class,
                                root.path("activation").asText("probability")),
                        root.path("cloud_threshold").asDouble(ModelOutput.NO_THRESHOLD),
                        root.path("shadow_threshold").asDouble(ModelOutput.LIKELIER),
                        calibration(root),
                        presets(root)),
                provenance,
                more(root));
    }

    private static ModelInput input(JsonNode root, ModelCard.Task task) {
        boolean isMap = task == ModelCard.Task.SEGMENTATION;
        List<BandRole> bands = list(root, "bands", node -> CardProperties.constant(BandRole.class, node.asText()));
        return new ModelInput(
                bands,
                CardProperties.constant(
                        ModelInput.Scaling.class, root.path("scaling").asText("reflectance")),
                root.has("mean") ? list(root, "mean", JsonNode::asDouble) : Collections.nCopies(bands.size(), 0.0),
                root.has("std") ? list(root, "std", JsonNode::asDouble) : Collections.nCopies(bands.size(), 1.0),
                isMap ? pixelSize(required(root, "pixel_size")) : null,
                root.path("tile_size").asInt(isMap ? 512 : PICTURE_SIZE),
                isMap ? root.path("tile_overlap").asInt(64) : 0);
    }

    private static Calibration calibration(JsonNode root) {
        JsonNode node = root.get("calibration");
        return node == null
                ? Calibration.NONE
                : new Calibration(
                        required(node, "slope").asDouble(Double.NaN),
                        required(node, "intercept").asDouble(Double.NaN));
    }

    private static @Nullable Presets presets(JsonNode root) {
        JsonNode node = root.get("thresholds");
        return node == null
                ? null
                : new Presets(
                        required(node, "recall").asDouble(),
                        required(node, "balanced").asDouble(),
                        required(node, "precision").asDouble());
    }

    private static PixelSize pixelSize(JsonNode size) {
        return new PixelSize(
                required(size, "minimum").asDouble(),
                required(size, "recommended").asDouble(),
                required(size, "maximum").asDouble());
    }

    private static List<MaskClass> classes(JsonNode root, ModelCard.Task task, long channels) {
        boolean isMap = task == ModelCard.Task.SEGMENTATION;
        if (!isMap && !root.has("classes") && channels > 0) {
            return LongStream.range(0, channels)
                    .mapToObj(code -> new MaskClass((int) code, "class " + code))
                    .toList();
        }
        List<JsonNode> nodes = list(root, "classes", node -> node);
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> nodes.get(i).isTextual() && !isMap
                        ? new MaskClass(i, nodes.get(i).asText())
                        : new MaskClass(
                                required(nodes.get(i), "code").asInt(-1),
                                required(nodes.get(i), "name").asText()))
                .toList();
    }

    private static Map<String, String> more(JsonNode root) {
        Map<String, String> more = new TreeMap<>();
        root.properties().forEach(field -> {
            if (!KNOWN.contains(field.getKey())) {
                JsonNode value = field.getValue();
                more.put(field.getKey(), value.isTextual() ? value.asText() : value.toString());
            }
        });
        return more;
    }

    private static JsonNode required(JsonNode node, String key) {
        JsonNode child = node.get(key);
        if (child == null) {
            throw new IllegalArgumentException("it lacks \"" + key + "\"");
        }
        return child;
    }

    private static <T> List<T> list(JsonNode root, String key, Function<JsonNode, T> parse) {
        JsonNode array = required(root, key);
        if (!array.isArray()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a list");
        }
        return new ArrayList<>(
                StreamSupport.stream(array.spliterator(), false).map(parse).toList());
    }
}
