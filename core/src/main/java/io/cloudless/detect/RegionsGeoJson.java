package io.cloudless.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
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

    /** Whether the scene's place on Earth is known, so that there can be longitudes and latitudes. */
    public static boolean isPossibleFor(RasterInfo scene) {
        return LonLatGeometry.isKnown(scene.georeference());
    }

    /**
     * Writes to the stream and leaves it open.
     *
     * @param scene whose place is known, see {@link #isPossibleFor}
     */
    public static void write(Regions regions, RasterInfo scene, OutputStream out) throws IOException {
        Georeference georeference = scene.georeference();
        if (georeference == null) {
            throw new IllegalArgumentException(scene.file() + " has no georeference");
        }
        try (JsonGenerator json = RegionsJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (Region region : regions.list()) {
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
