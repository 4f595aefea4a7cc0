package io.cloudless.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.files.FileStem;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.InputException;
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
import java.util.stream.StreamSupport;

/**
 * The card beside a model that carries none, {@code NAME.card.json} for {@code NAME.onnx}:
 *
 * <pre>{@code
 * {"name": "OmniCloudMask", "version": "1.0", "bands": ["red", "green", "nir"],
 *  "classes": [{"code": 0, "name": "clear"}, {"code": 1, "name": "thick cloud"}, {"code": 2, "name": "thin cloud"},
 *              {"code": 3, "name": "shadow"}],
 *  "pixel_size": {"minimum": 10, "recommended": 20, "maximum": 50},
 *  "activation": "softmax", "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25],
 *  "tile_size": 512, "tile_overlap": 64, "cloud_threshold": 0.5,
 *  "training_data": "…", "figures": "…", "seed": 1, "commit": "…", "licence": "MIT"}
 * }</pre>
 *
 * <p>Bands, classes and pixel sizes must be there; the default of {@code task} is {@code segmentation}, of
 * {@code scaling} {@code reflectance}, of {@code activation} {@code probability}, of {@code tile_size} 512, of
 * {@code tile_overlap} 64, of {@code cloud_threshold} 0.5, and no mean and deviation are applied. Other keys are kept in
 * {@link ModelCard#more}.
 */
final class CardFile {
    private static final String SUFFIX = ".card.json";
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
        return read(beside);
    }

    static Path beside(Path model) {
        return FileStem.sibling(model, SUFFIX);
    }

    static ModelCard read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            return card(file, root);
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException(file, "no usable model card: " + reason, "Mend the card", e);
        }
    }

    private static ModelCard card(Path file, JsonNode root) {
        List<BandRole> bands = list(root, "bands", node -> CardProperties.constant(BandRole.class, node.asText()));
        JsonNode size = required(root, "pixel_size");
        ModelInput input = new ModelInput(
                bands,
                CardProperties.constant(
                        ModelInput.Scaling.class, root.path("scaling").asText("reflectance")),
                root.has("mean") ? list(root, "mean", JsonNode::asDouble) : Collections.nCopies(bands.size(), 0.0),
                root.has("std") ? list(root, "std", JsonNode::asDouble) : Collections.nCopies(bands.size(), 1.0),
                new PixelSize(
                        required(size, "minimum").asDouble(),
                        required(size, "recommended").asDouble(),
                        required(size, "maximum").asDouble()),
                root.path("tile_size").asInt(512),
                root.path("tile_overlap").asInt(64));
        ModelOutput output = new ModelOutput(
                list(
                        root,
                        "classes",
                        node -> new MaskClass(
                                required(node, "code").asInt(-1),
                                required(node, "name").asText())),
                CardProperties.constant(
                        ModelOutput.Activation.class, root.path("activation").asText("probability")),
                root.path("cloud_threshold").asDouble(0.5));
        Provenance provenance = new Provenance(
                root.path("training_data").asText(""),
                root.path("figures").asText(""),
                root.has("seed") ? OptionalLong.of(root.path("seed").asLong()) : OptionalLong.empty(),
                root.path("commit").asText(""),
                root.path("licence").asText(""));
        return new ModelCard(
                root.path("name").asText(file.getFileName().toString().replace(SUFFIX, "")),
                root.path("version").asText(""),
                CardProperties.constant(ModelCard.Task.class, root.path("task").asText("segmentation")),
                input,
                output,
                provenance,
                more(root));
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
