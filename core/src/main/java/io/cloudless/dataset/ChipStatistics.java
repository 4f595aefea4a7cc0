package io.cloudless.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what went into a folder of chips. */
public final class ChipStatistics {
    private final int inputs;
    private final List<String> dropped;
    private final boolean augmented;
    private final Map<String, int[]> chips = new LinkedHashMap<>();
    private int turned;

    /**
     * @param classes the background first
     * @param dropped what was left out, in a line each
     */
    ChipStatistics(int inputs, List<String> classes, List<String> dropped, boolean augmented) {
        this.inputs = inputs;
        this.dropped = List.copyOf(dropped);
        this.augmented = augmented;
        classes.forEach(name -> chips.put(name, new int[Split.values().length]));
    }

    void add(Split split, String className, boolean isTurned) {
        if (isTurned) {
            turned++;
        } else {
            counts(className)[split.ordinal()]++;
        }
    }

    private int[] counts(String className) {
        int[] counts = chips.get(className);
        if (counts == null) {
            throw new IllegalArgumentException(className + " is none of the classes " + chips.keySet());
        }
        return counts;
    }

    /** Chips of a class in a split, copies by turning not counted. */
    public int chips(Split split, String className) {
        return counts(className)[split.ordinal()];
    }

    /** What was left out and why, in a line each. */
    public List<String> dropped() {
        return dropped;
    }

    /** Chips that show what is not sought. */
    public int negatives() {
        return count(new ArrayList<>(chips.keySet()).subList(0, 1));
    }

    /** Chips that show something sought. */
    public int positives() {
        return count(new ArrayList<>(chips.keySet()).subList(1, chips.size()));
    }

    private int count(List<String> classes) {
        int count = 0;
        for (String name : classes) {
            for (Split split : Split.values()) {
                count += chips(split, name);
            }
        }
        return count;
    }

    private int count(Split split) {
        return chips.keySet().stream().mapToInt(name -> chips(split, name)).sum();
    }

    private double positiveShare() {
        return (double) positives() / Math.max(1, positives() + negatives());
    }

    /** The table a person reads. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "inputs", inputs + (inputs == 1 ? " source" : " sources"));
        line(text, "chips", positives() + negatives());
        line(text, "positives", positives());
        line(text, "negatives", negatives());
        line(text, "ratio", ratio());
        line(text, "balance", String.format(Locale.ROOT, "%.2f %% positive", 100 * positiveShare()));
        line(text, "dropped", dropped.isEmpty() ? "nothing" : dropped.size() + " boxes");
        line(text, "augmentation", augmented ? turned + " copies turned by 90, 180 and 270 degrees" : "none");
        for (Split split : Split.values()) {
            line(text, split.key(), count(split) + " chips");
            chips.forEach((name, counts) -> line(text, "  " + name, counts[split.ordinal()]));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(String.format(Locale.ROOT, "%-14s%s%n", name, value).replace("\r", ""));
    }

    /** Positives to negatives. */
    private String ratio() {
        return String.format(Locale.ROOT, "%.3g : 1", positives() / (double) Math.max(1, negatives()));
    }

    String toJson() throws JsonProcessingException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("inputs", inputs);
        root.put("chips", positives() + negatives());
        root.put("positives", positives());
        root.put("negatives", negatives());
        root.put("positive_share", Math.round(positiveShare() * 1e6) / 1e6);
        root.put("turned_copies", turned);
        for (Split split : Split.values()) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            chips.forEach((name, of) -> counts.put(name, of[split.ordinal()]));
            root.put(split.key(), counts);
        }
        root.put("dropped", dropped);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }
}
