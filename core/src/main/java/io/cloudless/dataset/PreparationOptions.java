package io.cloudless.dataset;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to make a prepared dataset from.
 *
 * @param images folder of images
 * @param masks folder of masks: 8-bit rasters of their images' stems and sizes
 * @param bands which bands to take, counted from 0; empty: the red, green and blue ones
 * @param calibration how values become reflectance where the pictures' maker stretched them
 * @param index what is known of the scenes, or null
 * @param where conditions on the index that a scene must meet
 * @param groupColumn column of the index that names the place, or null: every image is a place of its own
 * @param splitColumn column of the index that says {@code train} or {@code validation}, or null: drawn by group
 * @param validationShare share of groups drawn for validation, 0 to 1
 * @param seed of that draw
 */
public record PreparationOptions(
        Path images,
        Path masks,
        List<Integer> bands,
        Calibration calibration,
        @Nullable Path index,
        List<Where> where,
        @Nullable String groupColumn,
        @Nullable String splitColumn,
        double validationShare,
        long seed) {}
