package io.cloudless.evaluate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says of one image, on the image's own grid.
 *
 * @param source the file it was made from or read from, for messages
 * @param width columns
 * @param height rows
 * @param codes row-major: 0 clear, 1 cloud, 2 thin cloud, 3 shadow, 255 no data
 * @param cloudProbability percentages 0 to 100, 255 no data, or null where only a mask is known
 */
public record Prediction(Path source, int width, int height, byte[] codes, byte @Nullable [] cloudProbability) {
    public Prediction {
        if (codes.length != width * height || (cloudProbability != null && cloudProbability.length != codes.length)) {
            throw new IllegalArgumentException(codes.length + " codes for " + width + " x " + height + " pixels");
        }
    }
}
