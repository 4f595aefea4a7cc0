package io.cloudless.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A closed line. It is kept clockwise as seen on the picture, whichever way it was drawn.
 *
 * @param points at least three; the first is not repeated at the end
 */
public record Ring(List<Point> points) {
    /**
     * @throws IllegalArgumentException if there are fewer than three points
     */
    public Ring {
        if (points.size() < 3) {
            throw new IllegalArgumentException("A polygon of " + points.size() + " points; it takes three");
        }
        points = doubleArea(points) < 0 ? reversed(points) : List.copyOf(points);
    }

    /** A ring through points given as x, y, x, y, … */
    public static Ring of(double... coordinates) {
        if (coordinates.length % 2 != 0) {
            throw new IllegalArgumentException("A polygon of " + coordinates.length + " numbers: one has no partner");
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.add(new Point(coordinates[i], coordinates[i + 1]));
        }
        return new Ring(points);
    }

    /** Square pixels inside. */
    public double area() {
        return doubleArea(points) / 2;
    }

    /** The smallest box around it. */
    public Shape.Box bounds() {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            left = Math.min(left, point.x());
            top = Math.min(top, point.y());
            right = Math.max(right, point.x());
            bottom = Math.max(bottom, point.y());
        }
        return new Shape.Box(left, top, right, bottom);
    }

    private static double doubleArea(List<Point> points) {
        double sum = 0;
        Point last = points.get(points.size() - 1);
        for (Point point : points) {
            sum += last.x() * point.y() - point.x() * last.y();
            last = point;
        }
        return sum;
    }

    /** The other way round from the same first point. */
    private static List<Point> reversed(List<Point> points) {
        List<Point> reversed = new ArrayList<>(points);
        Collections.reverse(reversed.subList(1, reversed.size()));
        return List.copyOf(reversed);
    }
}
