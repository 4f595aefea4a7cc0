package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import io.cloudless.raster.Georeference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mask is like, known before its first row.
 *
 * @param width columns, as many as the scene has
 * @param height rows, as many as the scene has
 * @param georeference the scene's own, or null for a plain picture
 * @param classes what may occur in it beside {@link MaskClass#NO_DATA}
 * @param cloudThreshold 0..1: from this probability on a pixel is cloud
 * @param shadowThreshold 0..1: above this share of what is no cloud a pixel is shadow, in a mask that tells it
 * @param notes what was assumed on the way and the user should know, each a sentence
 */
public record MaskLayout(
        int width,
        int height,
        @Nullable Georeference georeference,
        List<MaskClass> classes,
        double cloudThreshold,
        double shadowThreshold,
        List<String> notes) {
    public MaskLayout {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
    }
}
