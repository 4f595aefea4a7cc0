package io.cloudless.files;

import java.nio.file.Path;

/** The name of a file without its ending: what results are called after their input, and a mask after its image. */
public final class FileStem {
    private FileStem() {}

    /** {@code coast} of {@code scenes/coast.tif}; the whole name where it has no ending or only begins with a dot. */
    public static String of(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** {@code scenes/coast-mask.tif} for {@code scenes/coast.tif} and the ending {@code -mask.tif}. */
    public static Path sibling(Path file, String ending) {
        return file.resolveSibling(of(file) + ending);
    }
}
