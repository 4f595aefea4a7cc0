package io.cloudless.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.raster.Georeference;
import io.cloudless.scene.Outline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Polygons in longitude and latitude as GeoJSON wants them: exteriors anticlockwise, holes clockwise, closed, cut where
 * they cross the antimeridian, seven decimals (a centimetre).
 *
 * @param polygons each a list of rings, the exterior first; a ring is a list of longitude and latitude in degrees
 */
record LonLatGeometry(List<List<List<double[]>>> polygons) {
    private static final long DECIMALS = 10_000_000;
    /** A ring wider than this goes around the back of the Earth rather than the front. */
    private static final double HALF_TURN = 180;

    private static final double FULL_TURN = 360;

    /** Whether there is a reference system and its relation to longitude and latitude is known. */
    static boolean isKnown(@Nullable Georeference georeference) {
        if (georeference == null) {
            return false;
        }
        try {
            georeference.lonLat(0, 0);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** From pixels to the ground. */
    static LonLatGeometry of(Outline outline, Georeference georeference) {
        List<List<List<double[]>>> polygons = new ArrayList<>();
        for (Outline.Polygon polygon : outline.polygons()) {
            List<List<double[]>> rings = new ArrayList<>();
            rings.add(toGround(polygon.exterior(), georeference));
            polygon.holes().forEach(hole -> rings.add(toGround(hole, georeference)));
            if (crossesAntimeridian(rings.get(0))) {
                polygons.addAll(cut(rings));
            } else {
                polygons.add(rings);
            }
        }
        for (List<List<double[]>> rings : polygons) {
            for (int i = 0; i < rings.size(); i++) {
                turn(rings.get(i), i == 0);
            }
        }
        return new LonLatGeometry(polygons);
    }

    private static List<double[]> toGround(Outline.Ring ring, Georeference georeference) {
        List<double[]> points = new ArrayList<>(ring.size() + 1);
        double[] degrees = georeference.lonLat(ring.x(), ring.y());
        for (int i = 0; i < ring.size(); i++) {
            double[] point = {degrees[2 * i], degrees[2 * i + 1]};
            if (Math.abs(point[0]) > HALF_TURN) { // a grid of degrees that goes on beyond the antimeridian
                point[0] -= Math.copySign(FULL_TURN, point[0]);
            }
            points.add(point);
        }
        points.add(points.get(0));
        return points;
    }

    private static boolean crossesAntimeridian(List<double[]> ring) {
        double west = ring.stream().mapToDouble(point -> point[0]).min().orElseThrow();
        double east = ring.stream().mapToDouble(point -> point[0]).max().orElseThrow();
        return east - west > HALF_TURN;
    }

    /**
     * RFC 7946, 3.1.9: a part for each side of the antimeridian. A side with several pieces keeps them joined by a line
     * along the antimeridian.
     */
    private static List<List<List<double[]>>> cut(List<List<double[]>> rings) {
        List<List<List<double[]>>> parts = new ArrayList<>();
        for (int side : new int[] {1, -1}) {
            List<List<double[]>> part = new ArrayList<>();
            for (List<double[]> ring : rings) {
                List<double[]> clipped = clip(ring, side);
                if (clipped.size() > 3) {
                    part.add(clipped);
                }
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /**
     * What of a ring lies in the eastern (side 1) or western (side -1) hemisphere (Sutherland and Hodgman 1974).
     * Distances are measured eastwards from the antimeridian.
     */
    private static List<double[]> clip(List<double[]> ring, int side) {
        List<double[]> clipped = new ArrayList<>();
        for (int i = 1; i < ring.size(); i++) {
            double from = beyondAntimeridian(ring.get(i - 1));
            double to = beyondAntimeridian(ring.get(i));
            double fromLatitude = ring.get(i - 1)[1];
            double toLatitude = ring.get(i)[1];
            if (from * side <= 0) {
                clipped.add(new double[] {side * HALF_TURN + from, fromLatitude});
            }
            if (from * to < 0) {
                double share = from / (from - to);
                clipped.add(new double[] {side * HALF_TURN, fromLatitude + share * (toLatitude - fromLatitude)});
            }
        }
        if (!clipped.isEmpty()) {
            clipped.add(clipped.get(0));
        }
        return clipped;
    }

    private static double beyondAntimeridian(double[] point) {
        return point[0] < 0 ? point[0] + HALF_TURN : point[0] - HALF_TURN;
    }

    private static void turn(List<double[]> ring, boolean anticlockwise) {
        double doubleArea = 0;
        for (int i = 1; i < ring.size(); i++) {
            double[] from = ring.get(i - 1);
            double[] to = ring.get(i);
            doubleArea += from[0] * to[1] - to[0] * from[1];
        }
        if (doubleArea > 0 != anticlockwise) {
            Collections.reverse(ring);
        }
    }

    /** West, south, east, north; west is greater than east where the antimeridian lies between. */
    double[] box() {
        boolean cut = crossesAntimeridian(
                polygons.stream().flatMap(rings -> rings.get(0).stream()).toList());
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (List<List<double[]>> rings : polygons) {
            for (double[] point : rings.get(0)) {
                boolean farSide = cut && isWestern(rings.get(0));
                double longitude = farSide ? point[0] + FULL_TURN : point[0];
                west = Math.min(west, longitude);
                east = Math.max(east, longitude);
                south = Math.min(south, point[1]);
                north = Math.max(north, point[1]);
            }
        }
        return new double[] {
            rounded(west), rounded(south), rounded(east > HALF_TURN ? east - FULL_TURN : east), rounded(north)
        };
    }

    /** Whether a ring lies in the western hemisphere; -180 alone does not tell, as 180 is the same place. */
    private static boolean isWestern(List<double[]> ring) {
        return ring.stream().anyMatch(point -> point[0] < 0);
    }

    /** Writes a Polygon or a MultiPolygon. */
    void write(JsonGenerator json) throws IOException {
        boolean single = polygons.size() == 1;
        json.writeStartObject();
        json.writeStringField("type", single ? "Polygon" : "MultiPolygon");
        json.writeFieldName("coordinates");
        // Of a large scene there are millions of points: so many decimals are quicker written than as few as are
        // needed.
        StringBuilder text = new StringBuilder();
        if (single) {
            append(text, polygons.get(0));
        } else {
            append(text, polygons, rings -> append(text, rings));
        }
        json.writeRawValue(text.toString());
        json.writeEndObject();
    }

    private static void append(StringBuilder text, List<List<double[]>> rings) {
        append(
                text,
                rings,
                ring -> append(text, ring, point -> {
                    text.append('[');
                    append(text, point[0]);
                    text.append(',');
                    append(text, point[1]);
                    text.append(']');
                }));
    }

    private static <T> void append(StringBuilder text, List<T> elements, Consumer<T> each) {
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? '[' : ',');
            each.accept(elements.get(i));
        }
        text.append(']');
    }

    private static void append(StringBuilder text, double degrees) {
        long units = Math.round(Math.abs(degrees) * DECIMALS);
        if (degrees < 0 && units > 0) {
            text.append('-');
        }
        text.append(units / DECIMALS);
        int point = text.length();
        text.append(DECIMALS + units % DECIMALS)
                .setCharAt(point, '.'); // in place of a 1 that keeps the zeros behind it
        int end = text.length();
        while (end > point + 2 && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
    }

    private static double rounded(double degrees) {
        return RegionsJson.rounded(degrees, DECIMALS);
    }
}
