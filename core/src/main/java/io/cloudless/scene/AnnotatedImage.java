package io.cloudless.scene;

import java.util.List;

/**
 * An image and all that was marked on it.
 *
 * @param frame the image
 * @param annotations in the order of drawing; empty: somebody looked and there is nothing
 */
public record AnnotatedImage(ImageFrame frame, List<Annotation> annotations) {
    /**
     * @throws IllegalArgumentException if a region is of an image of another size
     */
    public AnnotatedImage {
        annotations = List.copyOf(annotations);
        for (Annotation annotation : annotations) {
            if (annotation.shape() instanceof Shape.Region region
                    && (region.runs().width() != frame.width() || region.runs().height() != frame.height())) {
                throw new IllegalArgumentException("A region of an image of "
                        + region.runs().width() + " x "
                        + region.runs().height() + " pixels on " + frame.name() + ", which has " + frame.width() + " x "
                        + frame.height());
            }
        }
    }

    /** The image's name. */
    public String name() {
        return frame.name();
    }
}
