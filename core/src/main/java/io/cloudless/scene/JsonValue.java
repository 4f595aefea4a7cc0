package io.cloudless.scene;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value in a JSON file that knows where it stands there, so that every complaint names line and column. */
final class JsonValue {
    private static final String REMEDY = "Mend the file or write it again";

    private final Path file;
    private final JsonLocation location;
    /** Map, List, String, Double, Boolean; null for {@code null}. */
    private final @Nullable Object content;

    private JsonValue(Path file, JsonLocation location, @Nullable Object content) {
        this.file = file;
        this.location = location;
        this.content = content;
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it is missing or no JSON
     */
    static JsonValue read(Path file) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(file.toFile())) {
            parser.nextToken();
            JsonValue value = read(file, parser);
            if (parser.nextToken() != null) {
                throw new JsonValue(file, parser.currentTokenLocation(), null)
                        .error("there is something after the end");
            }
            return value;
        } catch (JsonProcessingException e) {
            // The rest repeats the place in the parser's own words.
            String found = e.getOriginalMessage().replaceAll("(?s) \\(for .*", "");
            throw new InputException(file, at(e.getLocation()) + "no JSON: " + found, REMEDY, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static InputException unreadable(Path file, IOException cause) {
        return new InputException(
                file, "cannot be read (" + cause.getClass().getSimpleName() + ")", "Check the path", cause);
    }

    private static JsonValue read(Path file, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        JsonLocation location = parser.currentTokenLocation();
        if (token == null) {
            throw new InputException(file, "the file is empty or ends too early", REMEDY);
        }
        return new JsonValue(
                file,
                location,
                switch (token) {
                    case START_OBJECT -> fields(file, parser);
                    case START_ARRAY -> elements(file, parser);
                    case VALUE_STRING -> parser.getText();
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                    case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                    default -> null;
                });
    }

    private static Map<String, JsonValue> fields(Path file, JsonParser parser) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(key, read(file, parser));
        }
        return fields;
    }

    private static List<JsonValue> elements(Path file, JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(file, parser));
        }
        return elements;
    }

    boolean isList() {
        return content instanceof List;
    }

    boolean isObject() {
        return content instanceof Map;
    }

    boolean isText() {
        return content instanceof String;
    }

    /** A field of an object; null where it is missing or {@code null}. */
    @Nullable
    JsonValue find(String key) {
        if (content instanceof Map<?, ?> fields) {
            JsonValue value = (JsonValue) fields.get(key);
            return value == null || value.content == null ? null : value;
        }
        throw error("an object was expected with \"" + key + "\"");
    }

    /** A field that must be there. */
    JsonValue get(String key) {
        JsonValue value = find(key);
        if (value == null) {
            throw error("\"" + key + "\" is missing");
        }
        return value;
    }

    List<JsonValue> list() {
        if (content instanceof List<?> elements) {
            return elements.stream().map(JsonValue.class::cast).toList();
        }
        throw error("a list was expected");
    }

    String text() {
        if (content instanceof String text) {
            return text;
        }
        throw error("a text was expected");
    }

    double number() {
        if (content instanceof Double number) {
            return number;
        }
        throw error("a number was expected");
    }

    long whole() {
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw error("a whole number was expected");
        }
        return (long) number;
    }

    /** Numbers in a list. */
    double[] numbers() {
        return list().stream().mapToDouble(JsonValue::number).toArray();
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(content);
    }

    /** An identifier, which some write as a number and others as a text. */
    String id() {
        return isText() ? text() : Long.toString(whole());
    }

    /** What is wrong here. */
    InputException error(String found) {
        return new InputException(file, at(location) + found, REMEDY);
    }

    /** Makes a value of what stands here, and of its complaint one that says where. */
    <T> T as(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new InputException(file, at(location) + e.getMessage(), REMEDY, e);
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }
}
