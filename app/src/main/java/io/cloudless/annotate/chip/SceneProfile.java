package io.cloudless.annotate.chip;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about the images of a scene without opening one: kept as JSON.
 *
 * @param bands at least one
 * @param nodata the sample that means "no data", or null
 * @param epsg code of the reference system, or null
 * @param pixelSizeMetres edge of a pixel on the ground, or null
 * @param transform of the scene: origin x, x per column, x per row, origin y, y per column, y per row; or null
 * @param stretch how values become brightness
 * @param red index of the band shown as red
 * @param green index of the band shown as green
 * @param blue index of the band shown as blue
 */
public record SceneProfile(
        List<BandProfile> bands,
        @Nullable Double nodata,
        @Nullable Integer epsg,
        @Nullable Double pixelSizeMetres,
        @Nullable List<Double> transform,
        Stretch stretch,
        int red,
        int green,
        int blue) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A band.
     *
     * @param name as in the file, maybe empty
     * @param role in small letters, such as {@code red}
     * @param type in small letters, such as {@code uint16}
     * @param scale of stored samples
     * @param offset of stored samples
     * @param low stored sample shown as black
     * @param high stored sample shown as white
     */
    public record BandProfile(
            String name, String role, String type, double scale, double offset, double low, double high) {}

    public SceneProfile {
        bands = List.copyOf(bands);
        transform = transform == null ? null : List.copyOf(transform);
    }

    /** Of a scene, of which some windows are read. */
    public static SceneProfile of(RasterReader scene, Stretch stretch) {
        RasterInfo info = scene.info();
        double[][] limits = stretch.limits(scene);
        List<BandProfile> bands = new ArrayList<>();
        for (Band band : info.bands()) {
            bands.add(new BandProfile(
                    band.name(),
                    band.role().name().toLowerCase(Locale.ROOT),
                    band.type().name().toLowerCase(Locale.ROOT),
                    band.scale(),
                    band.offset(),
                    limits[band.index()][0],
                    limits[band.index()][1]));
        }
        Georeference place = info.georeference();
        OptionalInt epsg = place == null ? OptionalInt.empty() : place.epsg();
        boolean coloured = bands.size() >= 3;
        return new SceneProfile(
                bands,
                info.nodata(),
                epsg.isPresent() ? (Integer) epsg.getAsInt() : null,
                info.pixelSizeMetres().isPresent()
                        ? (Double) info.pixelSizeMetres().getAsDouble()
                        : null,
                place == null ? null : numbers(place),
                stretch,
                shown(info, BandRole.RED, 0),
                shown(info, BandRole.GREEN, coloured ? 1 : 0),
                shown(info, BandRole.BLUE, coloured ? 2 : 0));
    }

    private static int shown(RasterInfo info, BandRole role, int otherwise) {
        return info.band(role).map(Band::index).orElse(otherwise);
    }

    private static List<Double> numbers(Georeference place) {
        return List.of(
                place.originX(),
                place.xPerColumn(),
                place.xPerRow(),
                place.originY(),
                place.yPerColumn(),
                place.yPerRow());
    }

    /** The transform of an image whose upper left corner is this pixel of the scene, or null. */
    public @Nullable List<Double> transformAt(int column, int row) {
        if (transform == null) {
            return null;
        }
        List<Double> t = transform;
        return List.of(
                t.get(0) + column * t.get(1) + row * t.get(2),
                t.get(1),
                t.get(2),
                t.get(3) + column * t.get(4) + row * t.get(5),
                t.get(4),
                t.get(5));
    }

    /** Largest value of a band's type, 1 of floats. */
    @JsonIgnore
    static double fullScale(String type) {
        return switch (SampleType.valueOf(type.toUpperCase(Locale.ROOT))) {
            case UINT8 -> 0xFF;
            case INT8 -> Byte.MAX_VALUE;
            case UINT16 -> 0xFFFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT32 -> 0xFFFFFFFFL;
            case INT32 -> Integer.MAX_VALUE;
            case FLOAT32, FLOAT64 -> 1;
        };
    }

    /** As JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of numbers and texts", e);
        }
    }

    /** From {@link #toJson}. */
    public static SceneProfile parse(String json) {
        try {
            return JSON.readValue(json, SceneProfile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No profile of a scene: " + json, e);
        }
    }
}
