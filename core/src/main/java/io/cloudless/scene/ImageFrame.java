package io.cloudless.scene;

import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import org.jspecify.annotations.Nullable;

/**
 * An image as annotations see it: a name, a size and a place.
 *
 * @param name of its file, such as {@code coast.png}, in a folder of images; folders within are separated by {@code /}
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param georeference where on Earth it lies, or null
 */
public record ImageFrame(
        String name, int width, int height, @Nullable Georeference georeference) {
    private static final int MAX_EDGE = 1_000_000;

    /**
     * @throws IllegalArgumentException if the name leads out of its folder, or there are no pixels or more than any image has
     */
    public ImageFrame {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of an image in a folder");
        }
        if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE) {
            throw new IllegalArgumentException("An image of " + width + " x " + height + " pixels: " + name);
        }
    }

    /** Without a place on Earth. */
    public ImageFrame(String name, int width, int height) {
        this(name, width, height, null);
    }

    /** An image file under its name in a folder. */
    public static ImageFrame of(String name, RasterInfo info) {
        return new ImageFrame(name, info.width(), info.height(), info.georeference());
    }

    /** Whether a text names a file in a folder or in folders within, and nothing outside of it. */
    static boolean isName(String name) {
        if (name.isEmpty() || name.indexOf('\\') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Its georeference if longitudes and latitudes can be told by it, else null. */
    @Nullable
    Georeference place() {
        if (georeference == null) {
            return null;
        }
        try {
            georeference.lonLat(0, 0);
            return georeference;
        } catch (IllegalStateException e) {
            return null;
        }
    }
}
