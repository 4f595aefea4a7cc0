package io.cloudless.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.fetch.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A model of others that Cloudless knows how to run.
 *
 * @param name as it is asked for, such as {@code "squeezenet1.1"}
 * @param description a line for people
 * @param licence an SPDX identifier
 * @param source where it is, with size and SHA-256
 * @param classes number of its classes
 * @param card its {@code NAME.card.json}, all but the classes
 */
public record NamedModel(String name, String description, String licence, RemoteFile source, int classes, String card) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All there are, in the order of the list. */
    public static List<NamedModel> all() {
        try (InputStream list = Objects.requireNonNull(NamedModel.class.getResourceAsStream("models.json"))) {
            return StreamSupport.stream(JSON.readTree(list).spliterator(), false)
                    .map(NamedModel::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's list of models is damaged", e);
        }
    }

    /** The one of this name. */
    public static Optional<NamedModel> named(String name) {
        return all().stream().filter(model -> model.name.equals(name)).findFirst();
    }

    private static NamedModel of(JsonNode entry) {
        RemoteFile source = new RemoteFile(
                URI.create(entry.path("source").asText()),
                entry.path("size").asLong(),
                entry.path("sha256").asText());
        JsonNode card = entry.path("card");
        return new NamedModel(
                entry.path("name").asText(),
                entry.path("description").asText(),
                card.path("licence").asText(),
                source,
                entry.path("classes").asInt(),
                card.toString());
    }

    /**
     * What belongs into the file beside the model.
     *
     * @param classNames of its outputs, in order, or null: they are then numbered
     * @throws IllegalArgumentException if they are not as many as the model has classes
     */
    String cardWith(@Nullable List<String> classNames) {
        if (classNames != null && classNames.size() != classes) {
            throw new IllegalArgumentException(
                    name + " has " + classes + " classes, not the " + classNames.size() + " that are named");
        }
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(card);
            if (classNames != null) {
                classNames.forEach(root.putArray("classes")::add);
            }
            return root.toPrettyString() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was parsed before
        }
    }
}
