package io.cloudless.detect.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.Regions;
import io.cloudless.files.JsonLines;
import io.cloudless.raster.Window;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code NAME-regions.json}: an array as the tool of 2016 wrote it, {@code {"class_idx", "class", "prob", "coords": [x0,
 * y0, x1, y1], "area_px"}}, coordinates in pixels, x1 and y1 exclusive, the likeliest first.
 */
public final class RegionsJson {
    /** Of a probability four. */
    static final long DECIMALS = 10_000;

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

    /** What is told of a region, as an object. Of a large scene there are many: their text is put together by hand. */
    static String properties(Region region) {
        Window box = region.box();
        StringBuilder json = new StringBuilder(128);
        json.append("{\"class_idx\":").append(region.code()).append(",\"class\":\"");
        JsonStringEncoder.getInstance().quoteAsString(region.className(), json);
        json.append("\",\"prob\":");
        Decimals.append(json, region.probability(), DECIMALS);
        json.append(",\"coords\":[").append(box.x()).append(',').append(box.y()).append(',');
        json.append(box.right()).append(',').append(box.bottom());
        return json.append("],\"area_px\":").append(region.area()).append('}').toString();
    }
}
