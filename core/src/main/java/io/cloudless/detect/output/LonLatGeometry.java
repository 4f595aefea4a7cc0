package io.cloudless.detect.output;

import io.cloudless.raster.Georeference;
import io.cloudless.scene.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Polygons in longitude and latitude as GeoJSON wants them: exteriors anticlockwise, holes clockwise, closed, cut where
 * they cross the antimeridian, seven decimals (a centimetre).
 *
 * @param polygons each a list of rings, the exterior first
 */
record LonLatGeometry(List<List<LonLatRing>> polygons) {
    /** Characters that a point hardly exceeds. */
    private static final int POINT_LENGTH = 28;

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
        List<List<LonLatRing>> polygons = new ArrayList<>();
        for (Outline.Polygon polygon : outline.polygons()) {
            List<LonLatRing> rings = new ArrayList<>();
            rings.add(LonLatRing.of(polygon.exterior(), georeference));
            polygon.holes().forEach(hole -> rings.add(LonLatRing.of(hole, georeference)));
            if (rings.get(0).crossesAntimeridian()) {
                polygons.addAll(cut(rings));
            } else {
                polygons.add(rings);
            }
        }
        for (List<LonLatRing> rings : polygons) {
            for (int i = 0; i < rings.size(); i++) {
                rings.set(i, rings.get(i).turned(i == 0));
            }
        }
        return new LonLatGeometry(polygons);
    }

    /**
     * RFC 7946, 3.1.9: a part for each side of the antimeridian. A side with several pieces keeps them joined by a line
     * along the antimeridian.
     */
    private static List<List<LonLatRing>> cut(List<LonLatRing> rings) {
        List<List<LonLatRing>> parts = new ArrayList<>();
        for (int side : new int[] {1, -1}) {
            List<LonLatRing> part = new ArrayList<>();
            for (LonLatRing ring : rings) {
                LonLatRing clipped = ring.clip(side);
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

    /** West, south, east, north; west is greater than east where the antimeridian lies between. */
    double[] box() {
        double[] plain = box(0);
        double[] box = plain[2] - plain[0] > LonLatRing.HALF_TURN ? box(LonLatRing.FULL_TURN) : plain;
        double east = box[2] > LonLatRing.HALF_TURN ? box[2] - LonLatRing.FULL_TURN : box[2];
        return DoubleStream.of(box[0], box[1], east, box[3])
                .map(LonLatRing::rounded)
                .toArray();
    }

    /** @param turn what is added to longitudes of the western hemisphere */
    private double[] box(double turn) {
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (List<LonLatRing> rings : polygons) {
            LonLatRing exterior = rings.get(0);
            double added = exterior.isWestern() ? turn : 0;
            for (int i = 0; i < exterior.size(); i++) {
                west = Math.min(west, exterior.longitude(i) + added);
                east = Math.max(east, exterior.longitude(i) + added);
                south = Math.min(south, exterior.latitude(i));
                north = Math.max(north, exterior.latitude(i));
            }
        }
        return new double[] {west, south, east, north};
    }

    /** A Polygon or a MultiPolygon. */
    String toJson() {
        boolean isSingle = polygons.size() == 1;
        int points = polygons.stream()
                .flatMap(List::stream)
                .mapToInt(LonLatRing::size)
                .sum();
        StringBuilder json = new StringBuilder(64 + POINT_LENGTH * points);
        json.append(isSingle ? "{\"type\":\"Polygon\"" : "{\"type\":\"MultiPolygon\"")
                .append(",\"coordinates\":");
        if (isSingle) {
            append(polygons.get(0), json);
        } else {
            for (int i = 0; i < polygons.size(); i++) {
                json.append(i == 0 ? '[' : ',');
                append(polygons.get(i), json);
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private static void append(List<LonLatRing> rings, StringBuilder json) {
        for (int i = 0; i < rings.size(); i++) {
            json.append(i == 0 ? '[' : ',');
            rings.get(i).append(json);
        }
        json.append(']');
    }
}
