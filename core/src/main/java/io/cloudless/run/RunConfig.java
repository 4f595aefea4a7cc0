package io.cloudless.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run was asked for: its {@code config.json}, whose settings may stand at the top or below {@code options}.
 *
 * @param task {@code "segment"} or {@code "classify"}
 * @param network such as {@code "unet"}; empty where it is not said
 * @param iterations steps it is to make, 0 where it is not said
 * @param data prepared datasets it was trained on, as they were named; may be empty
 * @param settings all settings that are single values, by name
 */
public record RunConfig(String task, String network, long iterations, List<Path> data, Map<String, String> settings) {
    /** Of a run whose file cannot be read. */
    public static final RunConfig UNKNOWN = new RunConfig("", "", 0, List.of(), Map.of());

    public static final String SEGMENT = "segment";
    public static final String CLASSIFY = "classify";

    /** @throws InputException if the file is missing or damaged */
    static RunConfig read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file, "is missing", "A folder of a run holds the settings it began with");
        }
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            Map<String, String> settings = new TreeMap<>();
            collect(root, settings);
            return new RunConfig(
                    task(settings.getOrDefault("task", SEGMENT)),
                    settings.getOrDefault("network", ""),
                    Long.parseLong(settings.getOrDefault("iterations", "0")),
                    data(
                            root.has("data")
                                    ? root.path("data")
                                    : root.path("options").path("data")),
                    settings);
        } catch (IOException | NumberFormatException | InvalidPathException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException(file, "is damaged (" + reason + ")", "Restore it, or train again", e);
        }
    }

    /** Groups of settings are opened: their names are unique within a run. */
    private static void collect(JsonNode group, Map<String, String> settings) {
        group.properties().forEach(setting -> {
            JsonNode value = setting.getValue();
            if (value.isObject()) {
                collect(value, settings);
            } else if (value.isValueNode()) {
                settings.put(setting.getKey(), value.asText());
            }
        });
    }

    /** {@code CLASSIFICATION} and {@code classify} mean the same. */
    private static String task(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("classif") ? CLASSIFY : SEGMENT;
    }

    private static List<Path> data(JsonNode data) {
        List<Path> paths = new ArrayList<>();
        if (data.isTextual()) {
            paths.add(Path.of(data.asText()));
        }
        for (JsonNode entry : data) {
            paths.add(Path.of(
                    entry.isTextual() ? entry.asText() : entry.path("path").asText()));
        }
        return List.copyOf(paths);
    }
}
