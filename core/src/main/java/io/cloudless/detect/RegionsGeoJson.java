package io.cloudless.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.raster.Georeference;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code NAME-regions.geojson}: a feature for each region with its outline in longitude and latitude (WGS 84) and the
 * properties of {@link RegionsJson}, in the same order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
public final class RegionsGeoJson {
    private RegionsGeoJson() {}

    /**
     * Writes to the stream and leaves it open.
     *
     * @param georeference of the scene, with a reference system
     */
    public static void write(Regions regions, Georeference georeference, OutputStream out) throws IOException {
        try (JsonGenerator json = RegionsJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (Region region : regions.list()) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("type", "Feature");
                json.writeObjectFieldStart("properties");
                RegionsJson.writeProperties(region, json);
                json.writeEndObject();
                json.writeFieldName("geometry");
                LonLatGeometry.of(region.outline(), georeference).write(json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
