package io.cloudless.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The thresholds of a model that serve each {@link Preference}, as they were measured. Each is above 0 and at most 1, and
 * that for precision is the highest.
 *
 * @param recall for {@link Preference#RECALL}
 * @param balanced for {@link Preference#BALANCED}
 * @param precision for {@link Preference#PRECISION}
 */
public record Presets(double recall, double balanced, double precision) {
    public Presets {
        if (!(recall > 0 && recall <= balanced && balanced <= precision && precision <= 1)) {
            throw new IllegalArgumentException(
                    "The thresholds for recall, balanced and precision must ascend above 0 and up" + " to 1, not "
                            + recall + ", " + balanced + ", " + precision);
        }
    }

    /** That of a preference. */
    public double threshold(Preference preference) {
        return switch (preference) {
            case RECALL -> recall;
            case BALANCED -> balanced;
            case PRECISION -> precision;
        };
    }

    /** As on a card: {@code recall=0.3,balanced=0.5,precision=0.75}. */
    @Override
    public String toString() {
        return Arrays.stream(Preference.values())
                .map(preference -> preference.word() + "=" + threshold(preference))
                .collect(Collectors.joining(","));
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Presets parse(String text) {
        Map<Preference, Double> thresholds = new EnumMap<>(Preference.class);
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "thresholds are written recall=0.3,balanced=0.5,precision=0.7, not " + text);
            }
            thresholds.put(
                    CardProperties.constant(Preference.class, part.substring(0, equals)),
                    Double.valueOf(part.substring(equals + 1)));
        }
        return new Presets(
                thresholds.getOrDefault(Preference.RECALL, Double.NaN),
                thresholds.getOrDefault(Preference.BALANCED, Double.NaN),
                thresholds.getOrDefault(Preference.PRECISION, Double.NaN));
    }
}
