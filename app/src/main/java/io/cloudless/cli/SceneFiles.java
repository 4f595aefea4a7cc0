package io.cloudless.cli;

import io.cloudless.dataset.RasterFolder;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The scenes that words of the command line name: a file as it is, of a folder all pictures in it, a pattern as a shell
 * would expand it. In folders and patterns the outputs of former runs and the truth of invented scenes are passed over.
 */
final class SceneFiles {
    private static final String PATTERN_CHARACTERS = ".*[*?\\[{].*";

    private SceneFiles() {}

    /**
     * In the order given; those of one folder or pattern by name. No file comes twice.
     *
     * @throws InputException if a folder has no pictures or a pattern matches none
     */
    static List<Path> named(List<String> words) {
        Set<Path> files = new LinkedHashSet<>();
        for (String word : words) {
            Path path = path(word);
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path));
            } else if (!Files.exists(path) && word.matches(PATTERN_CHARACTERS)) {
                files.addAll(matching(path));
            } else {
                files.add(path);
            }
        }
        return List.copyOf(files);
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new InputException(
                    Path.of("."),
                    "cannot name the file '" + word + "'",
                    "Set the locale to UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> found = list(folder, RasterFolder::isImage);
        if (found.isEmpty()) {
            throw new InputException(
                    folder,
                    "no pictures in this folder",
                    "Expected files that end in .tif, .tiff, .png, .jpg, .jpeg, .jp2 or .j2k; folders within are not searched");
        }
        return found;
    }

    private static List<Path> matching(Path pattern) {
        Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
        List<Path> found = Files.isDirectory(folder)
                ? list(folder, file -> matcher.matches(file.getFileName()) && RasterFolder.isImage(file))
                : List.of();
        if (found.isEmpty()) {
            throw new InputException(pattern, "no picture matches this pattern", "Check the path");
        }
        return found;
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(folder)) {
            return new ArrayList<>(
                    entries.filter(wanted).filter(Files::isRegularFile).sorted().toList());
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(folder, "cannot be listed", "Check its access rights", e);
        }
    }
}
