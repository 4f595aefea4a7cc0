package io.cloudless.scene;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Knows the images that annotation files speak of: most formats leave out their sizes, and all where they lie on Earth. */
@FunctionalInterface
public interface Images {
    /** Knows none: enough for COCO, VOC and GeoJSON in pixels, which state sizes themselves. */
    Images NONE = name -> null;

    /**
     * An image, or null if there is none of that name.
     *
     * @param name of the file, or that without its ending
     * @throws InputException if two files fit the name, or the file is no image
     */
    @Nullable
    ImageFrame find(String name);

    /**
     * The image files of a folder. A file in a folder within goes by its path from here; where a name with folders leads
     * nowhere, its last part is looked for.
     *
     * @throws InputException if the folder cannot be listed
     */
    static Images in(Path folder) {
        return ImageFolder.of(folder);
    }
}
