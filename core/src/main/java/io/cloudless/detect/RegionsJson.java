package io.cloudless.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.files.JsonLines;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code NAME-regions.json}: an array as the tool of 2016 wrote it, {@code {"class_idx", "class", "prob", "coords": [x0,
 * y0, x1, y1], "area_px"}}, coordinates in pixels, x1 and y1 exclusive, the likeliest first.
 */
public final class RegionsJson {
    private RegionsJson() {}

    /** Writes to the stream and leaves it open. */
    public static void write(Regions regions, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartArray();
            for (Region region : regions.list()) {
                json.writeRawValue(properties(region));
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return JsonLines.generator(out);
    }

    /** What is told of a region, as an object. */
    static String properties(Region region) {
        return JsonLines.element(json -> {
            json.writeStartObject();
            json.writeNumberField("class_idx", region.code());
            json.writeStringField("class", region.className());
            json.writeNumberField("prob", rounded(region.probability(), 10_000));
            json.writeArrayFieldStart("coords");
            json.writeNumber(region.box().x());
            json.writeNumber(region.box().y());
            json.writeNumber(region.box().right());
            json.writeNumber(region.box().bottom());
            json.writeEndArray();
            json.writeNumberField("area_px", region.area());
            json.writeEndObject();
        });
    }

    static double rounded(double value, double unitsInOne) {
        return Math.round(value * unitsInOne) / unitsInOne;
    }
}
