package io.cloudless.dataset;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the scenes of a folder: a CSV file with a header, one row a scene. The first column names the scene
 * by its file's stem.
 */
public final class SceneIndex {
    private final Path file;
    private final List<String> columns;
    private final Map<String, List<String>> rows;

    private SceneIndex(Path file, List<String> columns, Map<String, List<String>> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads an index.
     *
     * @throws InputException if it is missing, empty, or a row has not as many values as the header
     */
    public static SceneIndex read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new InputException(file, "cannot be read as text", "Give a CSV file with a header line.", e);
        }
        if (lines.isEmpty()) {
            throw new InputException(file, "is empty", "Its first line must name the columns.");
        }
        List<String> columns = fields(lines.get(0));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> row = fields(lines.get(i));
            if (row.size() != columns.size()) {
                throw new InputException(
                        file,
                        "line " + (i + 1) + " has " + row.size() + " values",
                        "The header names " + columns.size() + " columns.");
            }
            rows.put(row.get(0), row);
        }
        return new SceneIndex(file, columns, rows);
    }

    /** Names of the columns, the scene's first. */
    public List<String> columns() {
        return columns;
    }

    /** Stems of the scenes, in file order. */
    public List<String> scenes() {
        return List.copyOf(rows.keySet());
    }

    public boolean contains(String scene) {
        return rows.containsKey(scene);
    }

    /**
     * A scene's value in a column, or null where the index does not know the scene.
     *
     * @throws InputException if there is no such column
     */
    public @Nullable String value(String scene, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new InputException(
                    file, "has no column '" + column + "'", "Its columns are: " + String.join(", ", columns) + ".");
        }
        List<String> row = rows.get(scene);
        return row == null ? null : row.get(index);
    }

    /**
     * A scene's value in a column.
     *
     * @throws InputException if there is no such column or no such scene
     */
    public String require(String scene, String column) {
        String value = value(scene, column);
        if (value == null) {
            throw new InputException(file, "does not list '" + scene + "'", "Add a row for it.");
        }
        return value;
    }

    /** Splits a line at its commas; a field in double quotes may hold commas, and quotes written twice (RFC 4180). */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
