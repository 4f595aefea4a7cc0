package io.cloudless.dataset;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to make a prepared dataset from.
 *
 * @param images folder of images
 * @param masks folder of their masks, 8-bit rasters of their images' sizes, found as {@link RasterFolder#truthOf} says; or null:
 *     nothing is known of the images, and all are to train on, with a teacher
 * @param bands which bands to take, counted from 0; empty: the red, green and blue ones
 * @param calibration how values become reflectance where the pictures' maker stretched them
 * @param index what is known of the scenes, or null
 * @param where conditions on the index that a scene must meet
 * @param split which scenes are to train on
 */
public record PreparationOptions(
        Path images,
        @Nullable Path masks,
        List<Integer> bands,
        Calibration calibration,
        @Nullable Path index,
        List<Where> where,
        SplitRule split) {
    public PreparationOptions {
        bands = List.copyOf(bands);
        where = List.copyOf(where);
    }
}
