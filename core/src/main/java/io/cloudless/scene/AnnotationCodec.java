package io.cloudless.scene;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reading and writing of one format. */
sealed interface AnnotationCodec permits AnnotatedJson, CocoJson, YoloFolder, VocFolder, GeoJson {
    AnnotationSet read(Path path, Images images);

    /** @param annotations only what the format {@link #held holds} */
    void write(AnnotationSet annotations, Path path);

    AnnotationSet held(AnnotationSet annotations);

    /** An image of which nothing is known but its name. */
    static ImageFrame lookUp(Path file, String name, Images images) {
        ImageFrame frame = images.find(name);
        if (frame == null) {
            throw missing(file, name);
        }
        return frame;
    }

    /**
     * An image of which the file states name and size.
     *
     * @throws IllegalArgumentException if name or size are impossible or differ from the image at hand
     */
    static ImageFrame lookUp(String name, double width, double height, Images images) {
        ImageFrame stated = new ImageFrame(name, (int) width, (int) height);
        @Nullable ImageFrame found = images.find(name);
        if (found == null) {
            return stated;
        }
        if (found.width() != stated.width() || found.height() != stated.height()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s is said to have %d x %d pixels and has %d x %d",
                    name,
                    stated.width(),
                    stated.height(),
                    found.width(),
                    found.height()));
        }
        return found;
    }

    static InputException missing(Path file, String name) {
        return new InputException(file, "the image '" + name + "' is not at hand", "Name the folder it is in");
    }
}
