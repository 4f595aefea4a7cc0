package io.cloudless.annotate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something to be marked.
 *
 * @param code in a mask, 1 to 255; 255 is "nobody can tell" and left out of training
 * @param name unique in a project
 * @param colour such as {@code #ffb000}
 */
public record LabelClass(int code, String name, String colour) {
    /** The classes of a cloud mask. */
    public static final List<LabelClass> CLOUDS = List.of(
            new LabelClass(1, "cloud", "#ffb000"),
            new LabelClass(2, "thin cloud", "#00c2d1"),
            new LabelClass(3, "cloud shadow", "#b05cff"),
            new LabelClass(255, "unknown", "#9aa4b2"));

    /** Told apart well by everybody, also by those who see colours differently (after Okabe and Ito, 2008). */
    private static final List<String> COLOURS =
            List.of("#ffb000", "#00c2d1", "#b05cff", "#19d38a", "#ff6f61", "#5aa9ff", "#f0e442", "#ff8ad8");

    private static final int UNKNOWN = 255;

    public LabelClass {
        if (code < 1 || code > UNKNOWN) {
            throw new IllegalArgumentException(
                    "The class " + name + " has the code " + code + ": 1 to 255 are possible");
        }
    }

    /**
     * Classes by their names: those of a cloud mask keep their codes, others count up from 1, or are given as
     * {@code name=code}.
     *
     * @throws IllegalArgumentException if a name or a code is there twice or impossible
     */
    public static List<LabelClass> named(List<String> names) {
        List<LabelClass> classes = new ArrayList<>();
        Set<Integer> codes = new HashSet<>();
        for (String word : names) {
            String[] parts = word.split("=", 2);
            String name = parts[0].strip();
            new io.cloudless.scene.Annotation(name, new io.cloudless.scene.Shape.Whole());
            if (classes.stream().anyMatch(other -> other.name().equals(name))) {
                throw new IllegalArgumentException("The class '" + name + "' is there twice");
            }
            int code = parts.length == 2 ? codeOf(parts[1]) : usualCode(name, codes);
            if (!codes.add(code)) {
                throw new IllegalArgumentException("Two classes have the code " + code);
            }
            classes.add(new LabelClass(code, name, COLOURS.get(classes.size() % COLOURS.size())));
        }
        return List.copyOf(classes);
    }

    private static int codeOf(String word) {
        try {
            return Integer.parseInt(word.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is no code of a class: expected NAME=NUMBER", e);
        }
    }

    private static int usualCode(String name, Set<Integer> taken) {
        for (LabelClass usual : CLOUDS) {
            if (usual.name().equals(name)) {
                return usual.code();
            }
        }
        int code = 1;
        while (taken.contains(code)) {
            code++;
        }
        return code;
    }

    /** Whether it says that nobody can tell. */
    @JsonIgnore
    public boolean isUnknown() {
        return code == UNKNOWN;
    }
}
