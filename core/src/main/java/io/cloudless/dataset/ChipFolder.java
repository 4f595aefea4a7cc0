package io.cloudless.dataset;

import io.cloudless.files.AtomicFolder;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Small pictures sorted by what they show, to train a classifier on: {@code train/CLASS/*.png} and
 * {@code validation/CLASS/*.png}, with the classes in the order of their codes in {@code classes.txt}, one a line. The
 * first class is the background: that what is sought is not there.
 */
public final class ChipFolder {
    static final String CLASSES = "classes.txt";

    private static final String MAKE_IT_AGAIN = "Make it with 'cloudless prepare --annotations'";

    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");

    private final Path folder;
    private final List<String> classes;
    private final Map<Split, List<ChipFile>> chips = new EnumMap<>(Split.class);

    private ChipFolder(Path folder, List<String> classes) {
        this.folder = folder;
        this.classes = classes;
    }

    /**
     * A picture and what it shows.
     *
     * @param file an 8-bit picture of red, green and blue
     * @param code of its class: the place in {@link #classes}
     */
    public record ChipFile(Path file, int code) {
        /**
         * Reads the picture.
         *
         * @return three bands of 0 to 255
         * @throws InputException if the file is damaged or of another kind
         */
        public Pixels read() {
            try (RasterReader reader = RasterReader.open(file)) {
                RasterInfo info = reader.info();
                if (info.bands().size() < 3 || info.bands().get(0).type() != SampleType.UINT8) {
                    throw new InputException(
                            file,
                            "is no 8-bit picture of red, green and blue",
                            "The chips of a folder are all of that kind: " + MAKE_IT_AGAIN);
                }
                return reader.read(Window.of(info.width(), info.height()), 0, 1, 2);
            }
        }
    }

    /**
     * Finds the chips of a folder; none is read yet.
     *
     * @throws InputException if it is no folder of chips, or one of its classes has none to train on
     */
    public static ChipFolder open(Path folder) {
        try {
            AtomicFolder.restore(folder);
            Path list = folder.resolve(CLASSES);
            if (!Files.isRegularFile(list)) {
                throw new InputException(folder, "is no folder of chips: it has no " + CLASSES, MAKE_IT_AGAIN);
            }
            List<String> classes = Files.readAllLines(list).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (classes.size() < 2 || classes.stream().distinct().count() < classes.size()) {
                throw new InputException(list, "names no two different classes", MAKE_IT_AGAIN);
            }
            for (String name : classes) {
                if (!isName(name)) {
                    throw new InputException(
                            list, "the class '" + name + "' cannot be the name of a folder", MAKE_IT_AGAIN);
                }
            }
            ChipFolder found = new ChipFolder(folder, classes);
            for (Split split : Split.values()) {
                found.chips.put(split, found.find(split));
            }
            return found;
        } catch (IOException e) {
            throw new InputException(folder, "cannot be read", MAKE_IT_AGAIN, e);
        }
    }

    /** Whether a class may be called so: its chips lie in a folder of this name, wherever people copy it to. */
    static boolean isName(String className) {
        return !className.isEmpty()
                && !className.startsWith(".")
                && !FORBIDDEN.matcher(className).find();
    }

    private List<ChipFile> find(Split split) throws IOException {
        List<ChipFile> found = new ArrayList<>();
        for (int code = 0; code < classes.size(); code++) {
            Path of = folder.resolve(split.key()).resolve(classes.get(code));
            List<Path> files = Files.isDirectory(of) ? pictures(of) : List.of();
            if (files.isEmpty() && split == Split.TRAIN) {
                throw new InputException(
                        of,
                        "holds no chip of class '" + classes.get(code) + "' to train on",
                        "Every class needs examples: annotate more, or take the class out");
            }
            for (Path file : files) {
                found.add(new ChipFile(file, code));
            }
        }
        return List.copyOf(found);
    }

    /** Sorted by name, so that the order does not depend on the disk. */
    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Names of the classes by code: at least two, the first is the background. */
    public List<String> classes() {
        return classes;
    }

    /** Name of the class of what is not sought. */
    public String background() {
        return classes.get(0);
    }

    /** The chips of a split by class, then by name; of the validation there may be none. */
    public List<ChipFile> chips(Split split) {
        return chips.getOrDefault(split, List.of());
    }
}
