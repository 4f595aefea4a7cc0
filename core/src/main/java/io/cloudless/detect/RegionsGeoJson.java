package io.cloudless.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.files.JsonLines;
import io.cloudless.model.Workers;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code NAME-regions.geojson}: a feature for each region with its outline in longitude and latitude (WGS 84) and the
 * properties of {@link RegionsJson}, in the same order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
public final class RegionsGeoJson {
    /** Features that are made side by side before they are written. */
    private static final int AT_ONCE = 512;

    private RegionsGeoJson() {}

    /** Whether the scene's place on Earth is known, so that there can be longitudes and latitudes. */
    public static boolean isPossibleFor(RasterInfo scene) {
        return LonLatGeometry.isKnown(scene.georeference());
    }

    /**
     * Writes to the stream and leaves it open.
     *
     * @param scene whose place is known, see {@link #isPossibleFor}
     * @param threads how many trace regions side by side; never changes what is written
     */
    public static void write(Regions regions, RasterInfo scene, int threads, OutputStream out) throws IOException {
        Georeference georeference = scene.georeference();
        if (georeference == null) {
            throw new IllegalArgumentException(scene.file() + " has no georeference");
        }
        try (JsonGenerator json = RegionsJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            List<Region> list = regions.list();
            for (int from = 0; from < list.size(); from += AT_ONCE) {
                String[] features = new String[Math.min(AT_ONCE, list.size() - from)];
                int first = from;
                Workers.run(threads, features.length, i -> features[i] = feature(list.get(first + i), georeference));
                for (String feature : features) {
                    json.writeRawValue(feature);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static String feature(Region region, Georeference georeference) {
        return JsonLines.element(json -> {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeObjectFieldStart("properties");
            RegionsJson.writeProperties(region, json);
            json.writeEndObject();
            json.writeFieldName("geometry");
            LonLatGeometry.of(region.outline(), georeference).write(json);
            json.writeEndObject();
        });
    }
}
