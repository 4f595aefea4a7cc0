package io.cloudless.simulate;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.SampleType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a scene is stored and where on Earth it is said to lie. No data is 0 in either type.
 *
 * @param type {@code UINT16}: reflectance times 10,000, at most 65,535; {@code UINT8}: a picture to look at, 255 times
 *     the square root of reflectance, at most 255
 * @param epsg code of a projected reference system in metres, such as 32632 for UTM zone 32 north
 * @param originX easting of the outer corner of the upper left pixel, metres
 * @param originY northing of that corner, metres
 */
public record SceneFormat(SampleType type, int epsg, double originX, double originY) {
    /** Stored for pixels without data; the darkest that have data get 1. */
    static final double NO_DATA = 0;

    private static final double REFLECTANCE_SCALE = 0.0001;

    private static final String[] NAMES = {"Red", "Green", "Blue", "NIR"};
    private static final BandRole[] ROLES = {BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR};

    public SceneFormat {
        if (type != SampleType.UINT8 && type != SampleType.UINT16) {
            throw new IllegalArgumentException("Scenes are stored as UINT8 or UINT16, not as " + type);
        }
        boolean geographic = epsg >= 4000 && epsg < 5000;
        if (epsg < 1024 || epsg > 32_767 || geographic) {
            throw new IllegalArgumentException(
                    "EPSG:" + epsg + " is no projected reference system in metres, such as EPSG:32632");
        }
    }

    /** Reflectance in UTM zone 32 north. */
    public static SceneFormat reflectance() {
        return new SceneFormat(SampleType.UINT16, 32_632, 600_000, 5_300_040);
    }

    /** The same place as a picture to look at. */
    public static SceneFormat picture() {
        return new SceneFormat(SampleType.UINT8, 32_632, 600_000, 5_300_040);
    }

    /** The sample that stands for a reflectance; NaN stays NaN. */
    float stored(float reflectance) {
        if (Float.isNaN(reflectance)) {
            return Float.NaN;
        }
        double sample =
                type == SampleType.UINT8 ? 255 * Math.sqrt(Math.min(1, reflectance)) : reflectance / REFLECTANCE_SCALE;
        return (float) Math.max(NO_DATA + 1, sample);
    }

    List<Band> bands(int count) {
        double scale = type == SampleType.UINT8 ? 1 : REFLECTANCE_SCALE;
        return IntStream.range(0, count)
                .mapToObj(i -> new Band(i, NAMES[i], ROLES[i], type, scale, 0))
                .toList();
    }

    /** North up. */
    Georeference georeference(double pixelSize) {
        return new Georeference(originX, pixelSize, 0, originY, 0, -pixelSize, GeoKeys.ofEpsg(epsg, true));
    }
}
