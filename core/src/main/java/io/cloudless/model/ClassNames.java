package io.cloudless.model;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names of a network's classes in a text file, one a line, in the order of its scores. Where every line begins with
 * its number, counted from 0, or with the number of a WordNet synset ({@code n02123045}), that is no part of the name.
 */
public final class ClassNames {
    private static final Pattern SYNSET = Pattern.compile("n\\d{8}\\s+\\S.*");
    private static final Pattern NUMBERED = Pattern.compile("\\d+\\s+\\S.*");
    private static final String REMEDY = "A text file with a name a line is expected";

    private ClassNames() {}

    /**
     * Reads the names.
     *
     * @return at least two, none blank
     * @throws InputException if the file is missing, no text, or has fewer than two lines or an empty one between others
     */
    public static List<String> read(Path file) {
        List<String> lines = lines(file);
        if (lines.size() < 2) {
            throw new InputException(file, "has no two names of classes", REMEDY);
        }
        int empty = lines.indexOf("");
        if (empty >= 0) {
            throw new InputException(file, "has no name on line " + (empty + 1), REMEDY);
        }
        boolean isNumbered = IntStream.range(0, lines.size()).allMatch(i -> isNumbered(lines.get(i), i));
        boolean isSynset = lines.stream().allMatch(line -> SYNSET.matcher(line).matches());
        return isNumbered || isSynset
                ? lines.stream().map(line -> line.split("\\s+", 2)[1]).toList()
                : lines;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file)
                    .stripTrailing()
                    .lines()
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new InputException(file, "cannot be read as text", REMEDY, e);
        }
    }

    private static boolean isNumbered(String line, int number) {
        return NUMBERED.matcher(line).matches() && line.split("\\s+", 2)[0].matches("0*" + number);
    }
}
