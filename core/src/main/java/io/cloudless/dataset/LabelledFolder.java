package io.cloudless.dataset;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of images and a folder of their masks, which may be one and the same.
 *
 * @param images the folder of images
 * @param scenes those of them that have a mask, sorted by name
 * @param withoutMask the others
 */
public record LabelledFolder(Path images, List<LabelledScene> scenes, List<Path> withoutMask) {
    public LabelledFolder {
        scenes = List.copyOf(scenes);
        withoutMask = List.copyOf(withoutMask);
    }

    /**
     * Finds the {@link RasterFolder#truthOf truth} of each image.
     *
     * @throws InputException if a folder cannot be read, two images share a name, or no image has a mask
     */
    public static LabelledFolder pair(Path images, Path masks) {
        RasterFolder maskFolder = RasterFolder.of(masks);
        List<LabelledScene> scenes = new ArrayList<>();
        List<Path> withoutMask = new ArrayList<>();
        RasterFolder.of(images).images().forEach((name, image) -> {
            Path mask = maskFolder.truthOf(image);
            if (mask == null) {
                withoutMask.add(image);
            } else {
                scenes.add(new LabelledScene(name, image, mask, Map.of()));
            }
        });
        if (scenes.isEmpty()) {
            throw new InputException(
                    images,
                    "no image here has a mask in " + masks,
                    "A mask is called like its image, NAME, NAME-mask or NAME-truth, and is a PNG or TIFF");
        }
        return new LabelledFolder(images, scenes, withoutMask);
    }

    /**
     * Only the scenes that an index lists and that meet all conditions, each with what the index says of it.
     *
     * @throws InputException if the index lacks a column, or no scene is left
     */
    public LabelledFolder where(SceneIndex index, List<Where> conditions) {
        List<LabelledScene> kept = new ArrayList<>();
        for (LabelledScene scene : scenes) {
            if (Where.all(conditions, index, scene.name())) {
                kept.add(new LabelledScene(scene.name(), scene.image(), scene.mask(), row(index, scene.name())));
            }
        }
        if (kept.isEmpty()) {
            throw new InputException(
                    images,
                    "none of the " + scenes.size() + " scenes is in the index and meets " + conditions,
                    "The first column of the index names images without their ending");
        }
        return new LabelledFolder(images, kept, withoutMask);
    }

    private static Map<String, String> row(SceneIndex index, String scene) {
        Map<String, String> row = new LinkedHashMap<>();
        index.columns().forEach(column -> row.put(column, index.require(scene, column)));
        return row;
    }
}
