package io.cloudless.annotate;

import io.cloudless.scene.Annotation;

/**
 * Something marked on an image, and by whom.
 *
 * @param annotation what and where
 * @param fromModel whether it began as the model's
 * @param probability that the model gives it, 0 to 1; NaN where none did
 */
public record Mark(Annotation annotation, boolean fromModel, double probability) {
    static Mark byPerson(Annotation annotation) {
        return new Mark(annotation, false, Double.NaN);
    }
}
