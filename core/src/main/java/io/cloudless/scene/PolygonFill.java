package io.cloudless.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which pixels a polygon covers: those whose centres lie inside by the even-odd rule. A centre on an edge belongs to the
 * area at its right or below, so that of two polygons with a common edge exactly one covers it.
 */
final class PolygonFill {
    /** From its upper to its lower end: the same edge of two polygons is then cut at the same place to the last bit. */
    private record Edge(Point top, Point bottom) {
        static Edge between(Point a, Point b) {
            return a.y() < b.y() || a.y() == b.y() && a.x() <= b.x() ? new Edge(a, b) : new Edge(b, a);
        }

        double xAt(double y) {
            return top.x() + (y - top.y()) / (bottom.y() - top.y()) * (bottom.x() - top.x());
        }
    }

    private final List<Edge> edges = new ArrayList<>();

    PolygonFill(List<Shape.Polygon.Part> parts) {
        for (Shape.Polygon.Part part : parts) {
            add(part.outline());
            part.holes().forEach(this::add);
        }
        edges.sort(Comparator.comparingDouble(edge -> edge.top().y()));
    }

    private void add(Ring ring) {
        Point last = ring.points().get(ring.points().size() - 1);
        for (Point point : ring.points()) {
            edges.add(Edge.between(last, point));
            last = point;
        }
    }

    Runs pixels(int width, int height) {
        Runs runs = new Runs();
        List<Edge> active = new ArrayList<>();
        int next = 0;
        for (int row = firstCentre(edges.get(0).top().y(), height); row < height; row++) {
            double y = row + 0.5;
            while (next < edges.size() && edges.get(next).top().y() <= y) {
                active.add(edges.get(next++));
            }
            active.removeIf(edge -> edge.bottom().y() <= y);
            if (active.isEmpty() && next == edges.size()) {
                break;
            }
            double[] crossings =
                    active.stream().mapToDouble(edge -> edge.xAt(y)).toArray();
            Arrays.sort(crossings);
            for (int i = 0; i + 1 < crossings.length; i += 2) {
                int from = firstCentre(crossings[i], width);
                int to = firstCentre(crossings[i + 1], width);
                if (from < to) {
                    runs.add(row, from, to);
                }
            }
        }
        return runs;
    }

    /** The first pixel whose centre does not lie before a coordinate, clipped to the image. */
    static int firstCentre(double coordinate, int length) {
        return (int) Math.max(0, Math.min(length, Math.ceil(coordinate - 0.5)));
    }
}
