package io.cloudless.raster;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.MathTransformFactory;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.operation.DefaultMathTransformFactory;
import si.uom.SI;

/**
 * What map coordinates mean. The library that knows the EPSG registry takes a second to start, so it is asked only for
 * what the keys do not say themselves: nothing that opening a file needs, and nothing of UTM.
 */
final class ReferenceSystem {
    /** Semi-major axis in metres and squared eccentricity of the WGS 84 ellipsoid. */
    private static final double EQUATOR_RADIUS = 6378137;

    private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

    /** Semi-minor axis in metres. */
    private static final double POLE_RADIUS = 6356752.314245179;

    private static final int WEB_MERCATOR = 3857;

    /** The first three of the five digits of a zone's code; the others are its number. */
    private static final int UTM_NORTH = 326;

    private static final int UTM_SOUTH = 327;

    /** Starting the registry and finding an operation are slow; scenes of one archive share few systems. */
    private static final Map<Integer, MathTransform> TO_LON_LAT = new ConcurrentHashMap<>();

    private final GeoKeys keys;

    ReferenceSystem(GeoKeys keys) {
        this.keys = keys;
    }

    /** Ground covered, near this map coordinate, by a square of one map unit; empty if that is not known. */
    OptionalDouble squareMetresPerUnit(double mapY) {
        int model = keys.key(GeoKeys.MODEL_TYPE).orElse(0);
        if (model == GeoKeys.GEOGRAPHIC) {
            double unit = degreesPerUnit();
            return OptionalDouble.of(squareMetresPerDegree(mapY * unit) * unit * unit);
        }
        if (model != GeoKeys.PROJECTED) {
            return OptionalDouble.empty();
        }
        OptionalDouble metres = metresPerUnit();
        if (metres.isEmpty()) {
            return metres;
        }
        // Mercator stretches both ways by the inverse cosine of the latitude.
        double shrink = keys.epsg().orElse(0) == WEB_MERCATOR ? 1 / Math.cosh(mapY / EQUATOR_RADIUS) : 1;
        return OptionalDouble.of(metres.getAsDouble() * metres.getAsDouble() * shrink * shrink);
    }

    /** From the radii of curvature of the ellipsoid along the meridian and across it. */
    private static double squareMetresPerDegree(double latitude) {
        double phi = Math.toRadians(latitude);
        double w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) * Math.sin(phi);
        double north = EQUATOR_RADIUS * (1 - ECCENTRICITY_SQUARED) / (w * Math.sqrt(w));
        double east = EQUATOR_RADIUS / Math.sqrt(w) * Math.abs(Math.cos(phi));
        return Math.toRadians(north) * Math.toRadians(east);
    }

    private double degreesPerUnit() {
        return switch (keys.key(GeoKeys.ANGULAR_UNITS).orElse(9102)) {
            case 9101 -> Math.toDegrees(1); // radian
            case 9105, 9106 -> 0.9; // grad, gon
            default -> 1;
        };
    }

    private OptionalDouble metresPerUnit() {
        return switch (keys.key(GeoKeys.LINEAR_UNITS).orElse(0)) {
            case 9001 -> OptionalDouble.of(1);
            case 9002 -> OptionalDouble.of(0.3048);
            case 9003 -> OptionalDouble.of(1200.0 / 3937); // US survey foot
            default -> unitOfRegistry();
        };
    }

    private OptionalDouble unitOfRegistry() {
        OptionalInt epsg = keys.epsg();
        if (epsg.isEmpty()) {
            return OptionalDouble.empty();
        }
        int code = epsg.getAsInt();
        if (isUtm(code) || code == WEB_MERCATOR) {
            return OptionalDouble.of(1);
        }
        try {
            Unit<?> unit = CRS.decode("EPSG:" + code, true)
                    .getCoordinateSystem()
                    .getAxis(0)
                    .getUnit();
            return OptionalDouble.of(
                    unit.asType(Length.class).getConverterTo(SI.METRE).convert(1));
        } catch (FactoryException e) {
            return OptionalDouble.empty();
        }
    }

    /** Changes pairs of map coordinates to longitude and latitude in degrees, WGS 84. */
    void toLonLat(double[] points) {
        transform(toLonLat(), points);
    }

    /** Map coordinates of a longitude and latitude in degrees, WGS 84. */
    double[] map(double longitude, double latitude) {
        try {
            double[] point = {longitude, latitude};
            transform(toLonLat().inverse(), point);
            return point;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("EPSG:" + keys.epsg().orElse(0) + " cannot be found from degrees", e);
        }
    }

    private void transform(MathTransform transform, double[] points) {
        try {
            transform.transform(points, 0, points, 0, points.length / 2);
        } catch (TransformException e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "%s, %s or what is near lies outside of EPSG:%d",
                            points[0],
                            points[1],
                            keys.epsg().orElse(0)),
                    e);
        }
    }

    private MathTransform toLonLat() {
        OptionalInt epsg = keys.epsg();
        if (epsg.isEmpty()) {
            throw new IllegalStateException("no EPSG code, so longitude and latitude are not known");
        }
        return TO_LON_LAT.computeIfAbsent(epsg.getAsInt(), ReferenceSystem::toLonLat);
    }

    /** Of WGS 84: the systems of nearly all satellite scenes. */
    private static boolean isUtm(int code) {
        int zone = code % 100;
        return (code / 100 == UTM_NORTH || code / 100 == UTM_SOUTH) && zone >= 1 && zone <= 60;
    }

    /** From what its code says: without the registry, which takes a second or two to start. */
    private static MathTransform utmToLonLat(int code) throws FactoryException, NoninvertibleTransformException {
        MathTransformFactory factory = new DefaultMathTransformFactory();
        ParameterValueGroup projection = factory.getDefaultParameters("Transverse_Mercator");
        projection.parameter("semi_major").setValue(EQUATOR_RADIUS);
        projection.parameter("semi_minor").setValue(POLE_RADIUS);
        projection.parameter("central_meridian").setValue(6.0 * (code % 100) - 183);
        projection.parameter("scale_factor").setValue(0.9996);
        projection.parameter("false_easting").setValue(500_000.0);
        projection.parameter("false_northing").setValue(code / 100 == UTM_SOUTH ? 10_000_000.0 : 0.0);
        return factory.createParameterizedTransform(projection).inverse();
    }

    private static MathTransform toLonLat(int code) {
        try {
            if (isUtm(code)) {
                return utmToLonLat(code);
            }
            CoordinateReferenceSystem system = CRS.decode("EPSG:" + code, true);
            return CRS.findMathTransform(system, DefaultGeographicCRS.WGS84, true);
        } catch (FactoryException | NoninvertibleTransformException e) {
            throw new IllegalStateException("EPSG:" + code + " is not known", e);
        }
    }
}
