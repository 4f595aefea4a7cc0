package io.cloudless.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one scene came out.
 *
 * @param name of the scene
 * @param properties what an index says of it, by column; may be empty
 * @param matrix its pixels
 * @param probabilities its pixels by probability of cloud, or null where only a mask is known
 */
public record SceneResult(
        String name,
        Map<String, String> properties,
        ConfusionMatrix matrix,
        @Nullable ProbabilityCounts probabilities) {
    private static final int CLOUD = 1;

    public SceneResult {
        properties = Map.copyOf(properties);
    }

    /** Share of its known pixels that is cloud, 0..1; NaN where there are none. */
    public double trueCover() {
        return (double) matrix.binary().truths(CLOUD) / matrix.total();
    }

    /** Share of the same pixels that was called cloud. */
    public double predictedCover() {
        return (double) matrix.binary().predictions(CLOUD) / matrix.total();
    }

    /** The tags in a column: {@code "snow/ice|open_water"} is two; none where the cell is empty or missing. */
    public List<String> tags(String column) {
        return Arrays.stream(properties.getOrDefault(column, "").split("\\|"))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
