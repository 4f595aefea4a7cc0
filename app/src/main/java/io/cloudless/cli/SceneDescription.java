package io.cloudless.cli;

import io.cloudless.detect.output.RegionsGeoJson;
import io.cloudless.raster.Band;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a scene says of itself, as names and values. */
final class SceneDescription {
    private SceneDescription() {}

    /**
     * @param info with a palette applied, as detection sees the scene
     * @param stored without: what the file holds, which matters where it is a mask
     */
    static Map<String, Object> of(RasterInfo info, RasterInfo stored) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", info.file().toString());
        facts.put("format", info.format());
        facts.put("size", List.of(info.width(), info.height()));
        facts.put("block", List.of(info.blockWidth(), info.blockHeight()));
        facts.put("bands", info.bands().stream().map(SceneDescription::of).toList());
        if (stored.bands().size() < info.bands().size()) {
            facts.put(
                    "palette", "stored as one band of " + typeOf(stored.bands().get(0)) + ", read as colours");
        }
        if (stored.nodata() != null) {
            facts.put("nodata", stored.nodata());
        }
        if (info.georeference() != null) {
            facts.put("georeference", of(info, info.georeference()));
        }
        if (!info.metadata().isEmpty()) {
            facts.put("metadata", new TreeMap<>(info.metadata()));
        }
        return facts;
    }

    private static Map<String, Object> of(Band band) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", band.index() + 1);
        facts.put("role", band.role().name().toLowerCase(Locale.ROOT));
        facts.put("type", typeOf(band));
        if (!band.name().isEmpty()) {
            facts.put("name", band.name());
        }
        if (band.scale() != 1 || band.offset() != 0) {
            facts.put("scale", band.scale());
            facts.put("offset", band.offset());
        }
        return facts;
    }

    private static String typeOf(Band band) {
        return band.type().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> of(RasterInfo info, Georeference georeference) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "crs",
                georeference.epsg().isPresent() ? "EPSG:" + georeference.epsg().getAsInt() : "unknown");
        georeference
                .pixelSizeMetres(info.width() / 2.0, info.height() / 2.0)
                .ifPresent(metres -> facts.put("pixel_size_m", Math.round(metres * 1000) / 1000.0));
        facts.put("origin", List.of(georeference.originX(), georeference.originY()));
        facts.put("per_column", List.of(georeference.xPerColumn(), georeference.yPerColumn()));
        facts.put("per_row", List.of(georeference.xPerRow(), georeference.yPerRow()));
        if (RegionsGeoJson.isPossibleFor(info)) {
            facts.put("upper_left_lon_lat", lonLat(georeference, 0, 0));
            facts.put("lower_right_lon_lat", lonLat(georeference, info.width(), info.height()));
        }
        return facts;
    }

    private static List<Double> lonLat(Georeference georeference, int column, int row) {
        double[] point = georeference.lonLat(column, row);
        return List.of(Math.round(point[0] * 1e6) / 1e6, Math.round(point[1] * 1e6) / 1e6);
    }
}
