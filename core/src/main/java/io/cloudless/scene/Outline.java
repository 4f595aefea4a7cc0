package io.cloudless.scene;

import io.cloudless.raster.Window;
import java.util.List;

/**
 * The outline of a region along the pixels' edges: valid polygons (OGC simple features) whose interiors do not overlap.
 * Parts of a region that touch only by a corner are polygons of their own.
 *
 * @param polygons at least one
 */
public record Outline(List<Polygon> polygons) {
    /**
     * A polygon with its holes.
     *
     * @param exterior clockwise as seen on the picture
     * @param holes anticlockwise as seen on the picture
     */
    public record Polygon(Ring exterior, List<Ring> holes) {
        public Polygon {
            holes = List.copyOf(holes);
        }
    }

    /**
     * A closed line; the first corner is not repeated at the end.
     *
     * @param x columns of the corners, 0 to the width inclusive
     * @param y rows of the corners, 0 to the height inclusive
     */
    public record Ring(int[] x, int[] y) {
        /** Number of corners. */
        public int size() {
            return x.length;
        }

        /** Twice the area inside; negative where the ring is anticlockwise. */
        public long signedDoubleArea() {
            long sum = 0;
            for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
                sum += (long) x[last] * y[i] - (long) x[i] * y[last];
            }
            return sum;
        }
    }

    public Outline {
        polygons = List.copyOf(polygons);
    }

    /** The outline of a window. */
    public static Outline of(Window box) {
        int[] x = {box.x(), box.right(), box.right(), box.x()};
        int[] y = {box.y(), box.y(), box.bottom(), box.bottom()};
        return new Outline(List.of(new Polygon(new Ring(x, y), List.of())));
    }

    /**
     * Follows the border of pixels.
     *
     * @param pixels at least one run, none over another
     */
    public static Outline of(Runs pixels) {
        return new OutlineTracer(pixels).trace();
    }
}
