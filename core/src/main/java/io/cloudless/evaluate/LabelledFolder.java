package io.cloudless.evaluate;

import io.cloudless.dataset.SceneIndex;
import io.cloudless.dataset.Where;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of images and a folder of their masks, which may be one and the same.
 *
 * @param images the folder of images
 * @param scenes those of them that have a mask, sorted by name
 * @param withoutMask the others
 */
public record LabelledFolder(Path images, List<LabelledScene> scenes, List<Path> withoutMask) {
    private static final Set<String> RASTERS = Set.of("tif", "tiff", "png", "jpg", "jpeg", "jp2");
    private static final String MASK_SUFFIX = "-mask";

    public LabelledFolder {
        scenes = List.copyOf(scenes);
        withoutMask = List.copyOf(withoutMask);
    }

    /**
     * Finds for each image {@code NAME.*} its mask {@code NAME-mask.*}, as {@code detect} and {@code simulate} write it,
     * or {@code NAME.*}.
     *
     * @throws InputException if a folder cannot be read, two images share a name, or no image has a mask
     */
    public static LabelledFolder pair(Path images, Path masks) {
        Map<String, Path> maskFiles = rasters(masks);
        List<LabelledScene> scenes = new ArrayList<>();
        List<Path> withoutMask = new ArrayList<>();
        rasters(images).forEach((name, image) -> {
            Path mask = maskFiles.getOrDefault(name + MASK_SUFFIX, maskFiles.get(name));
            if (mask != null && !mask.equals(image)) {
                scenes.add(new LabelledScene(name, image, mask, Map.of()));
            } else if (!name.endsWith(MASK_SUFFIX)) {
                withoutMask.add(image);
            }
        });
        if (scenes.isEmpty()) {
            throw new InputException(
                    images,
                    "no image here has a mask in " + masks,
                    "A mask is called like its image, NAME or NAME-mask, and is a PNG or TIFF");
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
            if (index.contains(scene.name())
                    && conditions.stream().allMatch(condition -> condition.test(index, scene.name()))) {
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

    /** Raster files of a folder by their name without ending, sorted. */
    static Map<String, Path> rasters(Path folder) {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).filter(LabelledFolder::isRaster).forEach(file -> {
                Path twin = byName.put(stem(file), file);
                if (twin != null) {
                    throw new InputException(
                            file, "has the same name as " + twin.getFileName(), "Rename or remove one of them");
                }
            });
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "Name a folder of images or masks", e);
        }
        return byName;
    }

    private static boolean isRaster(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".")
                && RASTERS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
