package io.cloudless.run;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The table a training run appends to: a line of column names, then numbers, all parted by commas. A last line without an
 * end is one that is being written, or was when the run was killed: it is left out.
 *
 * @param file where it was read
 * @param columns their names
 * @param rows numbers in the order of the columns
 */
public record TrainingLog(Path file, List<String> columns, List<double[]> rows) {
    /**
     * Reads the table; one that is missing has no rows.
     *
     * @throws InputException if it is no such table
     */
    public static TrainingLog read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new TrainingLog(file, List.of(), List.of());
        }
        List<String> lines;
        try {
            String text = Files.readString(file);
            lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new InputException(file, "cannot be read as text", "A table of numbers is expected", e);
        }
        List<String> columns =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split(",", -1));
        List<double[]> rows = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> numbers(file, line, columns.size()))
                .toList();
        return new TrainingLog(file, columns, rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public boolean hasColumn(String name) {
        return columns.contains(name);
    }

    /**
     * A column from top to bottom.
     *
     * @throws InputException if there is none of this name
     */
    public double[] column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new InputException(
                    file, "has no column '" + name + "'", "Its columns are " + String.join(", ", columns) + ".");
        }
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    private static double[] numbers(Path file, String line, int columns) {
        try {
            double[] numbers = Arrays.stream(line.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == columns) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new InputException(file, "has a line that is not all numbers: " + line, "Remove that line.", e);
        }
        throw new InputException(
                file, "has a line that is not of " + columns + " numbers: " + line, "Remove that line.");
    }
}
