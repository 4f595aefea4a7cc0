package io.cloudless.dataset;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The raster files of a folder, and which of them belong to which image: {@code NAME-mask.*} is what a detector says of
 * {@code NAME.*}, {@code NAME-truth.*} what {@code simulate} knows of it. Where images and masks are kept apart both may be
 * called {@code NAME.*}.
 *
 * @param path the folder
 * @param files by stem, sorted; folders within and hidden files are not among them
 */
public record RasterFolder(Path path, Map<String, Path> files) {
    private static final String MASK = "-mask";
    private static final String TRUTH = "-truth";
    private static final List<String> RESULTS = List.of(MASK, TRUTH, "-probability", "-regions");

    /**
     * @throws InputException if it cannot be listed, or two of its rasters share a stem
     */
    public static RasterFolder of(Path path) {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(path)) {
            entries.filter(Files::isRegularFile).filter(RasterFolder::isRaster).forEach(file -> {
                Path twin = files.put(FileStem.of(file), file);
                if (twin != null) {
                    throw new InputException(
                            file, "has the same name as " + twin.getFileName(), "Rename or remove one of them");
                }
            });
        } catch (IOException e) {
            throw new InputException(path, "cannot be listed", "Name a folder of images or masks", e);
        }
        return new RasterFolder(path, Collections.unmodifiableSortedMap(files));
    }

    private static boolean isRaster(Path file) {
        return !file.getFileName().toString().startsWith(".") && RasterReader.isNamedLikeRaster(file);
    }

    /** Whether a file is by its name a raster, and neither hidden nor a mask or anything else made of an image. */
    public static boolean isImage(Path file) {
        return isRaster(file) && !isResult(FileStem.of(file));
    }

    private static boolean isResult(String stem) {
        return RESULTS.stream().anyMatch(stem::endsWith);
    }

    /** Those that are neither masks nor anything else made of an image, by stem, sorted. */
    public SortedMap<String, Path> images() {
        SortedMap<String, Path> images = new TreeMap<>(files);
        images.keySet().removeIf(RasterFolder::isResult);
        return images;
    }

    /** A file by its stem, or null. */
    public @Nullable Path file(String stem) {
        return files.get(stem);
    }

    /** The truth about an image, or null. */
    public @Nullable Path truthOf(Path image) {
        return first(image, TRUTH, MASK, "");
    }

    /** What a detector says of an image, or null. */
    public @Nullable Path maskOf(Path image) {
        return first(image, MASK, "");
    }

    private @Nullable Path first(Path image, String... endings) {
        for (String ending : endings) {
            Path file = files.get(FileStem.of(image) + ending);
            if (file != null && !file.equals(image)) {
                return file;
            }
        }
        return null;
    }
}
