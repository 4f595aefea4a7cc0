package io.cloudless.detect.output;

import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.Regions;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import io.cloudless.work.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code NAME-regions.geojson}: a feature for each region with its outline in longitude and latitude (WGS 84) and the
 * properties of {@link RegionsJson}, in the same order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
public final class RegionsGeoJson {
    /** Features that are made side by side before they are written. */
    private static final int AT_ONCE = 4096;

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
        out.write(utf8("{\"type\":\"FeatureCollection\",\"features\":["));
        List<Region> list = regions.list();
        for (int from = 0; from < list.size(); from += AT_ONCE) {
            byte[][] features = new byte[Math.min(AT_ONCE, list.size() - from)][];
            int first = from;
            Workers.run(threads, features.length, i -> {
                String before = first + i == 0 ? "\n" : ",\n";
                features[i] = utf8(before + feature(list.get(first + i), georeference));
            });
            for (byte[] feature : features) {
                out.write(feature);
            }
        }
        out.write(utf8(list.isEmpty() ? "]}\n" : "\n]}\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of a large scene there are many, with millions of points: text that is ready is quicker written than by a generator. */
    private static String feature(Region region, Georeference georeference) {
        return "{\"type\":\"Feature\",\"properties\":" + RegionsJson.properties(region) + ",\"geometry\":"
                + LonLatGeometry.of(region.outline(), georeference).toJson() + "}";
    }
}
