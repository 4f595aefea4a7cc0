package io.cloudless.dataset;

import java.nio.file.Path;
import java.util.Map;

/**
 * An image of which the truth is known.
 *
 * @param name what both files are called, without their endings
 * @param image what a detector is given
 * @param mask the truth: one band of codes, 255 where it is not known
 * @param properties what an index says of it, by column; may be empty
 */
public record LabelledScene(String name, Path image, Path mask, Map<String, String> properties) {
    public LabelledScene {
        properties = Map.copyOf(properties);
    }
}
