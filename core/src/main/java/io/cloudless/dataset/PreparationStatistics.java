package io.cloudless.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what went into a prepared dataset: chips, and pixels of each class code, by split. */
public final class PreparationStatistics {
    private final int[] chips = new int[Split.values().length];
    private final List<TreeMap<Integer, Long>> pixels =
            Stream.generate(TreeMap<Integer, Long>::new).limit(chips.length).toList();

    void add(Split split, Chip chip) {
        chips[split.ordinal()]++;
        for (byte code : chip.mask()) {
            pixels.get(split.ordinal()).merge(Byte.toUnsignedInt(code), 1L, Long::sum);
        }
    }

    /** Chips in a split. */
    public int chips(Split split) {
        return chips[split.ordinal()];
    }

    /** Pixels of a class code in a split; 255 counts those without truth. */
    public long pixels(Split split, int code) {
        return pixels.get(split.ordinal()).getOrDefault(code, 0L);
    }

    /** The table a person reads. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Split split : Split.values()) {
            text.append(String.format(Locale.ROOT, "%-11s%7d chips", split.key(), chips(split)));
            long total = pixels.get(split.ordinal()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            pixels.get(split.ordinal())
                    .forEach((code, count) -> text.append(String.format(
                            Locale.ROOT, "\n    class %3d %12d pixels %6.2f %%", code, count, 100.0 * count / total)));
            text.append('\n');
        }
        return text.toString();
    }

    String toJson() throws JsonProcessingException {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            root.put(split.key(), Map.of("chips", chips(split), "pixels", pixels.get(split.ordinal())));
        }
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(root);
    }
}
