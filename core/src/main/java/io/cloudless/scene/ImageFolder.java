package io.cloudless.scene;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks images up on the disk; of each only the header is read. */
final class ImageFolder implements Images {
    private final Path folder;
    private final Map<String, SortedSet<String>> namesByStem;

    private ImageFolder(Path folder, Map<String, SortedSet<String>> namesByStem) {
        this.folder = folder;
        this.namesByStem = namesByStem;
    }

    static ImageFolder of(Path folder) {
        Map<String, SortedSet<String>> names = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(RasterReader::isNamedLikeRaster)
                    .forEach(file -> names.computeIfAbsent(FileStem.of(file), stem -> new TreeSet<>())
                            .add(file.getFileName().toString()));
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "Name the folder of the images", e);
        }
        return new ImageFolder(folder, names);
    }

    @Override
    public @Nullable ImageFrame find(String name) {
        if (!ImageFrame.isName(name)) {
            return null;
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        for (String candidate : new String[] {name, last}) {
            Path file = folder.resolve(candidate);
            if (Files.isRegularFile(file)) {
                return frame(candidate, file);
            }
        }
        SortedSet<String> twins = namesByStem.getOrDefault(last, new TreeSet<>());
        if (twins.size() > 1) {
            throw new InputException(folder, "'" + name + "' may be any of " + twins, "Rename all but one of them");
        }
        return twins.isEmpty() ? null : frame(twins.first(), folder.resolve(twins.first()));
    }

    private static ImageFrame frame(String name, Path file) {
        try (RasterReader reader = RasterReader.open(file)) {
            return ImageFrame.of(name, reader.info());
        }
    }
}
