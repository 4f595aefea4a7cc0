package io.cloudless.model;

import io.cloudless.raster.BandRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A card as flat text properties. Lists are separated by commas; a class is {@code code:name}, and those of a classifier,
 * whose names may have commas, are on a line each. Reading needs no JSON parser: the start-up time of every detection
 * counts.
 */
final class CardProperties {
    /** Says that there is a card, and in which format. */
    static final String FORMAT = "cloudless.card";

    private static final String PREFIX = "cloudless.";
    private static final String MORE = "cloudless.more.";

    private CardProperties() {}

    static Map<String, String> write(ModelCard card) {
        Map<String, String> to = new LinkedHashMap<>();
        ModelInput input = card.input();
        ModelOutput output = card.output();
        Provenance provenance = card.provenance();
        to.put(FORMAT, "1");
        to.put(PREFIX + "name", card.name());
        to.put(PREFIX + "version", card.version());
        to.put(PREFIX + "task", lower(card.task()));
        to.put(PREFIX + "bands", join(input.bands(), CardProperties::lower));
        to.put(PREFIX + "scaling", lower(input.scaling()));
        to.put(PREFIX + "mean", join(input.mean(), String::valueOf));
        to.put(PREFIX + "std", join(input.std(), String::valueOf));
        to.put(PREFIX + "tile_size", Integer.toString(input.tileSize()));
        to.put(
                PREFIX + "classes",
                output.classes().stream()
                        .map(known -> known.code() + ":" + known.name())
                        .collect(Collectors.joining(classSeparator(card.task()))));
        to.put(PREFIX + "activation", lower(output.activation()));
        if (card.task() == ModelCard.Task.SEGMENTATION) {
            PixelSize size = card.pixelSize();
            to.put(
                    PREFIX + "pixel_size",
                    join(List.of(size.minimum(), size.recommended(), size.maximum()), String::valueOf));
            to.put(PREFIX + "tile_overlap", Integer.toString(input.tileOverlap()));
            to.put(PREFIX + "cloud_threshold", Double.toString(output.cloudThreshold()));
            writeShadow(output, to);
            writeCalibration(output, to);
        }
        to.put(PREFIX + "training_data", provenance.trainingData());
        to.put(PREFIX + "figures", provenance.figures());
        provenance.seed().ifPresent(seed -> to.put(PREFIX + "seed", Long.toString(seed)));
        to.put(PREFIX + "commit", provenance.commit());
        to.put(PREFIX + "licence", provenance.licence());
        card.more().forEach((key, value) -> to.put(MORE + key, value));
        if (card.task() == ModelCard.Task.SEGMENTATION) {
            writeDeepness(card, to);
        }
        return to;
    }

    /** Only where it is another than usual: earlier models had none. */
    private static void writeShadow(ModelOutput output, Map<String, String> to) {
        if (output.shadowThreshold() != ModelOutput.LIKELIER) {
            to.put(PREFIX + "shadow_threshold", Double.toString(output.shadowThreshold()));
        }
    }

    /** A model that was not calibrated has neither property, as models had before there were any. */
    private static void writeCalibration(ModelOutput output, Map<String, String> to) {
        Calibration calibration = output.calibration();
        if (!calibration.isNone()) {
            to.put(
                    PREFIX + "calibration",
                    join(List.of(calibration.slope(), calibration.intercept()), String::valueOf));
        }
        Presets presets = output.presets();
        if (presets != null) {
            to.put(PREFIX + "thresholds", presets.toString());
        }
    }

    /** Deepness counts resolution in centimetres and overlap in percent of the tile. */
    private static void writeDeepness(ModelCard card, Map<String, String> to) {
        ModelInput input = card.input();
        List<String> names = new ArrayList<>();
        for (MaskClass known : card.classes()) {
            names.add("\"" + names.size() + "\": \""
                    + known.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        to.put("model_type", "Segmentor");
        to.put("class_names", "{" + String.join(", ", names) + "}");
        to.put("resolution", Double.toString(card.pixelSize().recommended() * 100));
        to.put("tile_size", Integer.toString(input.tileSize()));
        to.put("tiles_size", Integer.toString(input.tileSize()));
        to.put("tiles_overlap", Long.toString(Math.round(100.0 * input.tileOverlap() / input.tileSize())));
        to.put("standardization_mean", input.mean().toString());
        to.put("standardization_std", input.std().toString());
        // Deepness thresholds what the network itself says.
        ModelOutput output = card.output();
        to.put("seg_thresh", Double.toString(output.calibration().invert(output.cloudThreshold())));
    }

    static ModelCard read(Map<String, String> from) {
        if (!"1".equals(from.get(FORMAT))) {
            throw new IllegalArgumentException(
                    from.containsKey(FORMAT)
                            ? "the model's card has format " + from.get(FORMAT) + ", this version reads format 1"
                            : "there is no model card");
        }
        ModelCard.Task task = constant(ModelCard.Task.class, text(from, "task"));
        boolean isMap = task == ModelCard.Task.SEGMENTATION;
        ModelInput input = new ModelInput(
                list(from, "bands", text -> constant(BandRole.class, text)),
                constant(ModelInput.Scaling.class, text(from, "scaling")),
                list(from, "mean", Double::valueOf),
                list(from, "std", Double::valueOf),
                isMap ? pixelSize(from) : null,
                Integer.parseInt(text(from, "tile_size")),
                isMap ? Integer.parseInt(text(from, "tile_overlap")) : 0);
        ModelOutput output = new ModelOutput(
                Arrays.stream(text(from, "classes").split(classSeparator(task)))
                        .map(CardProperties::maskClass)
                        .toList(),
                constant(ModelOutput.Activation.class, text(from, "activation")),
                isMap ? Double.parseDouble(text(from, "cloud_threshold")) : ModelOutput.NO_THRESHOLD,
                Double.parseDouble(
                        from.getOrDefault(PREFIX + "shadow_threshold", Double.toString(ModelOutput.LIKELIER))),
                calibration(from),
                presets(from));
        String seed = from.get(PREFIX + "seed");
        Provenance provenance = new Provenance(
                from.getOrDefault(PREFIX + "training_data", ""),
                from.getOrDefault(PREFIX + "figures", ""),
                seed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed)),
                from.getOrDefault(PREFIX + "commit", ""),
                from.getOrDefault(PREFIX + "licence", ""));
        Map<String, String> more = new TreeMap<>();
        from.forEach((key, value) -> {
            if (key.startsWith(MORE)) {
                more.put(key.substring(MORE.length()), value);
            }
        });
        return new ModelCard(text(from, "name"), text(from, "version"), task, input, output, provenance, more);
    }

    private static Calibration calibration(Map<String, String> from) {
        if (!from.containsKey(PREFIX + "calibration")) {
            return Calibration.NONE;
        }
        List<Double> numbers = list(from, "calibration", Double::valueOf);
        if (numbers.size() != 2) {
            throw new IllegalArgumentException("calibration needs slope and intercept, not " + numbers);
        }
        return new Calibration(numbers.get(0), numbers.get(1));
    }

    private static @Nullable Presets presets(Map<String, String> from) {
        String text = from.get(PREFIX + "thresholds");
        return text == null ? null : Presets.parse(text);
    }

    private static String classSeparator(ModelCard.Task task) {
        return task == ModelCard.Task.SEGMENTATION ? "," : "\n";
    }

    private static PixelSize pixelSize(Map<String, String> from) {
        List<Double> sizes = list(from, "pixel_size", Double::valueOf);
        if (sizes.size() != 3) {
            throw new IllegalArgumentException("pixel_size needs minimum, recommended and maximum, not " + sizes);
        }
        return new PixelSize(sizes.get(0), sizes.get(1), sizes.get(2));
    }

    private static MaskClass maskClass(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a class is written code:name, not " + text);
        }
        return new MaskClass(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static String text(Map<String, String> from, String key) {
        String text = from.get(PREFIX + key);
        if (text == null) {
            throw new IllegalArgumentException("the model's card lacks " + PREFIX + key);
        }
        return text;
    }

    private static <T> List<T> list(Map<String, String> from, String key, Function<String, T> parse) {
        return Arrays.stream(text(from, key).split(",")).map(parse).toList();
    }

    private static <T> String join(List<T> values, Function<T, String> write) {
        return values.stream().map(write).collect(Collectors.joining(","));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of this name, whatever its case. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is none of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(CardProperties::lower)
                                    .collect(Collectors.joining(", ")),
                    e);
        }
    }
}
