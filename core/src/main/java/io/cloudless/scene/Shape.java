package io.cloudless.scene;

import io.cloudless.raster.Window;
import java.util.List;

/** Where on an image something is. Coordinates are those of {@link Point}. */
public sealed interface Shape {
    /** The smallest box around it on an image of this size. */
    Box bounds(int width, int height);

    /** Its pixels on an image of this size: those whose centres lie inside. */
    Runs pixels(int width, int height);

    /**
     * A rectangle. It may be empty or lie outside of its image, as boxes in files sometimes do: see {@link #window}.
     *
     * @param x0 left edge
     * @param y0 upper edge
     * @param x1 right edge
     * @param y1 lower edge
     */
    record Box(double x0, double y0, double x1, double y1) implements Shape {
        /**
         * @throws IllegalArgumentException if a coordinate is no place on an image
         */
        public Box {
            x0 = Point.rounded(x0);
            y0 = Point.rounded(y0);
            x1 = Point.rounded(x1);
            y1 = Point.rounded(y1);
        }

        @Override
        public Box bounds(int width, int height) {
            return this;
        }

        @Override
        public Runs pixels(int width, int height) {
            Runs runs = new Runs();
            int from = PolygonFill.firstCentre(x0, width);
            int to = PolygonFill.firstCentre(x1, width);
            for (int y = PolygonFill.firstCentre(y0, height);
                    from < to && y < PolygonFill.firstCentre(y1, height);
                    y++) {
                runs.add(y, from, to);
            }
            return runs;
        }

        /** Whole pixels nearest to the edges; empty where they are swapped or coincide; may reach outside of its image. */
        public Window window() {
            int left = (int) Math.round(x0);
            int top = (int) Math.round(y0);
            return new Window(
                    left, top, Math.max(0, (int) Math.round(x1) - left), Math.max(0, (int) Math.round(y1) - top));
        }

        /** As people write it: {@code 3,4 to 10,20}. */
        @Override
        public String toString() {
            return Numbers.text(x0) + "," + Numbers.text(y0) + " to " + Numbers.text(x1) + "," + Numbers.text(y1);
        }
    }

    /**
     * One or more areas with straight edges, belonging to one object.
     *
     * @param parts at least one; they do not overlap
     */
    record Polygon(List<Part> parts) implements Shape {
        /**
         * An area in one piece.
         *
         * @param outline around it
         * @param holes in it, which do not overlap
         */
        public record Part(Ring outline, List<Ring> holes) {
            public Part {
                holes = List.copyOf(holes);
            }
        }

        /**
         * @throws IllegalArgumentException if there is no part
         */
        public Polygon {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("A polygon without parts");
            }
            parts = List.copyOf(parts);
        }

        /** A polygon in one piece without holes, through points given as x, y, x, y, … */
        public static Polygon of(double... coordinates) {
            return new Polygon(List.of(new Part(Ring.of(coordinates), List.of())));
        }

        @Override
        public Box bounds(int width, int height) {
            Box box = parts.get(0).outline().bounds();
            for (Part part : parts) {
                Box other = part.outline().bounds();
                box = new Box(
                        Math.min(box.x0, other.x0),
                        Math.min(box.y0, other.y0),
                        Math.max(box.x1, other.x1),
                        Math.max(box.y1, other.y1));
            }
            return box;
        }

        @Override
        public Runs pixels(int width, int height) {
            return new PolygonFill(parts).pixels(width, height);
        }

        /** Square pixels, holes left out. */
        public double area() {
            double area = 0;
            for (Part part : parts) {
                area += part.outline().area();
                area -= part.holes().stream().mapToDouble(Ring::area).sum();
            }
            return area;
        }
    }

    /**
     * Any pixels, such as those under a brush.
     *
     * @param runs which, of an image of the same size
     */
    record Region(RunLengths runs) implements Shape {
        @Override
        public Box bounds(int width, int height) {
            Window box = runs.box();
            return new Box(box.x(), box.y(), box.right(), box.bottom());
        }

        @Override
        public Runs pixels(int width, int height) {
            return runs.toRuns();
        }
    }

    /** The whole image: "all cloud". */
    record Whole() implements Shape {
        @Override
        public Box bounds(int width, int height) {
            return new Box(0, 0, width, height);
        }

        @Override
        public Runs pixels(int width, int height) {
            return bounds(width, height).pixels(width, height);
        }
    }
}
