package io.cloudless.detect.output;

import io.cloudless.raster.Georeference;
import io.cloudless.scene.Outline;
import java.util.Arrays;

/**
 * A closed ring on the ground: the last point is the first again.
 *
 * @param degrees longitude and latitude of each point in turn, WGS 84
 */
record LonLatRing(double[] degrees) {
    /** Seven decimals. */
    private static final long DECIMALS = 10_000_000;

    /** A ring wider than this goes around the back of the Earth rather than the front. */
    static final double HALF_TURN = 180;

    static final double FULL_TURN = 360;

    /** From pixels to the ground. */
    static LonLatRing of(Outline.Ring ring, Georeference georeference) {
        double[] corners = georeference.lonLat(ring.x(), ring.y());
        for (int i = 0; i < corners.length; i += 2) {
            if (Math.abs(corners[i]) > HALF_TURN) { // a grid of degrees that goes on beyond the antimeridian
                corners[i] -= Math.copySign(FULL_TURN, corners[i]);
            }
        }
        return closed(corners, corners.length);
    }

    private static LonLatRing closed(double[] points, int length) {
        double[] degrees = Arrays.copyOf(points, length + 2);
        degrees[length] = degrees[0];
        degrees[length + 1] = degrees[1];
        return new LonLatRing(degrees);
    }

    /** Number of points, the first and the last counted both. */
    int size() {
        return degrees.length / 2;
    }

    double longitude(int point) {
        return degrees[2 * point];
    }

    double latitude(int point) {
        return degrees[2 * point + 1];
    }

    boolean crossesAntimeridian() {
        double west = longitude(0);
        double east = west;
        for (int i = 1; i < size(); i++) {
            west = Math.min(west, longitude(i));
            east = Math.max(east, longitude(i));
        }
        return east - west > HALF_TURN;
    }

    /** Whether it lies in the western hemisphere; -180 alone does not tell, as 180 is the same place. */
    boolean isWestern() {
        for (int i = 0; i < size(); i++) {
            if (longitude(i) < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * What of a ring lies in the eastern (side 1) or western (side -1) hemisphere (Sutherland and Hodgman 1974); nothing at all
     * is a ring of no points. Distances are measured eastwards from the antimeridian.
     */
    LonLatRing clip(int side) {
        double[] kept = new double[4 * size()];
        int length = 0;
        for (int i = 1; i < size(); i++) {
            double from = beyondAntimeridian(longitude(i - 1));
            double to = beyondAntimeridian(longitude(i));
            if (from * side <= 0) {
                kept[length++] = side * HALF_TURN + from;
                kept[length++] = latitude(i - 1);
            }
            if (from * to < 0) {
                double share = from / (from - to);
                kept[length++] = side * HALF_TURN;
                kept[length++] = latitude(i - 1) + share * (latitude(i) - latitude(i - 1));
            }
        }
        return length == 0 ? new LonLatRing(new double[0]) : closed(kept, length);
    }

    private static double beyondAntimeridian(double longitude) {
        return longitude < 0 ? longitude + HALF_TURN : longitude - HALF_TURN;
    }

    /** The same points, this way round. */
    LonLatRing turned(boolean anticlockwise) {
        double doubleArea = 0;
        for (int i = 1; i < size(); i++) {
            doubleArea += longitude(i - 1) * latitude(i) - longitude(i) * latitude(i - 1);
        }
        if (doubleArea > 0 == anticlockwise) {
            return this;
        }
        double[] reversed = new double[degrees.length];
        for (int i = 0; i < size(); i++) {
            reversed[2 * i] = longitude(size() - 1 - i);
            reversed[2 * i + 1] = latitude(size() - 1 - i);
        }
        return new LonLatRing(reversed);
    }

    /** As an array of positions. */
    void append(StringBuilder json) {
        for (int i = 0; i < size(); i++) {
            json.append(i == 0 ? "[[" : ",[");
            Decimals.append(json, longitude(i), DECIMALS);
            json.append(',');
            Decimals.append(json, latitude(i), DECIMALS);
            json.append(']');
        }
        json.append(']');
    }

    /** To as many decimals as are written. */
    static double rounded(double degrees) {
        return Decimals.round(degrees, DECIMALS);
    }
}
