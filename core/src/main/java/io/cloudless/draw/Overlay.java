package io.cloudless.draw;

import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.Regions;
import io.cloudless.raster.Window;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found, drawn over the picture of the scene, translucent so that one sees what lies below.
 *
 * <p>Boxes come in a {@link BoxStyle}.
 */
public final class Overlay {
    private static final int CASING = 0x1E1E1E;
    private static final double CASING_OPACITY = 0.45;
    private static final double FILL_OPACITY = 0.22;
    private static final double LINE_OPACITY = 0.95;

    private Overlay() {}

    /**
     * A box around each region.
     *
     * @param regions of the same scene
     */
    public static Picture boxes(ScenePicture scene, Regions regions, BoxStyle style) {
        Picture picture = scene.picture().copy();
        List<Region> list = regions.list();
        BitSet[] filled = Stream.generate(BitSet::new).limit(picture.height()).toArray(BitSet[]::new);
        // The likeliest last: it lies on top.
        for (int i = list.size() - 1; i >= 0; i--) {
            fill(
                    picture,
                    boxOn(list.get(i), scene.shrinking().factor()),
                    style.colour(list.get(i).code()),
                    filled);
        }
        int line = lineWidth(picture);
        for (int i = list.size() - 1; i >= 0; i--) {
            Window box = boxOn(list.get(i), scene.shrinking().factor());
            frame(picture, box.pad(1), 1, CASING, CASING_OPACITY);
            frame(picture, box, line, style.colour(list.get(i).code()), LINE_OPACITY);
        }
        if (style.isLabelled()) {
            BoxLabels.draw(picture, list, scene.shrinking().factor());
        }
        return picture;
    }

    /**
     * Each class with an outline and a translucent fill.
     *
     * @param mask of the same scene
     */
    public static Picture mask(ScenePicture scene, MaskPicture mask) {
        Picture picture = scene.picture().copy();
        int line = lineWidth(picture);
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                int code = mask.code(x, y);
                if (code != 0) {
                    boolean edge = isNearAnother(mask, x, y, line);
                    picture.lay(x, y, BoxStyle.MASK.colour(code), edge ? LINE_OPACITY : FILL_OPACITY);
                } else if (isNearAnother(mask, x, y, 1)) {
                    picture.lay(x, y, CASING, CASING_OPACITY);
                }
            }
        }
        return picture;
    }

    private static int lineWidth(Picture picture) {
        return Math.max(picture.width(), picture.height()) > 768 ? 2 : 1;
    }

    /** The region's box in pixels of the picture. */
    static Window boxOn(Region region, int factor) {
        Window box = region.box();
        int left = box.x() / factor;
        int top = box.y() / factor;
        int right = (box.right() + factor - 1) / factor;
        int bottom = (box.bottom() + factor - 1) / factor;
        return new Window(left, top, right - left, bottom - top);
    }

    /**
     * Fills what no box has filled yet: overlapping boxes stay translucent.
     *
     * @param filled the columns of each row that are
     */
    private static void fill(Picture picture, Window box, int colour, BitSet[] filled) {
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = filled[y].nextClearBit(box.x()); x < box.right(); x = filled[y].nextClearBit(x + 1)) {
                picture.lay(x, y, colour, FILL_OPACITY);
                filled[y].set(x);
            }
        }
    }

    /** A frame along the inside of the box. */
    private static void frame(Picture picture, Window box, int line, int colour, double opacity) {
        for (int inset = 0; inset < line && 2 * inset < Math.min(box.width(), box.height()); inset++) {
            Window ring = box.pad(-inset);
            for (int x = ring.x(); x < ring.right(); x++) {
                picture.lay(x, ring.y(), colour, opacity);
                if (ring.height() > 1) {
                    picture.lay(x, ring.bottom() - 1, colour, opacity);
                }
            }
            for (int y = ring.y() + 1; y < ring.bottom() - 1; y++) {
                picture.lay(ring.x(), y, colour, opacity);
                if (ring.width() > 1) {
                    picture.lay(ring.right() - 1, y, colour, opacity);
                }
            }
        }
    }

    /** Whether another class lies within so many steps up, down, left or right, inside the picture. */
    private static boolean isNearAnother(MaskPicture mask, int x, int y, int steps) {
        int code = mask.code(x, y);
        for (int step = 1; step <= steps; step++) {
            if ((x >= step && mask.code(x - step, y) != code)
                    || (x + step < mask.width() && mask.code(x + step, y) != code)
                    || (y >= step && mask.code(x, y - step) != code)
                    || (y + step < mask.height() && mask.code(x, y + step) != code)) {
                return true;
            }
        }
        return false;
    }
}
