package io.cloudless.detect.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.Regions;
import io.cloudless.model.MaskClass;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.Window;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code NAME-regions.coco.json}: a COCO data set of one image whose annotations are the regions, as compressed run
 * lengths. Beside COCO's own fields each has its probability as {@code score}. A region that is not exact has its box as
 * a polygon.
 *
 * @see <a href="https://cocodataset.org/#format-data">COCO data format</a>
 */
public final class RegionsCoco {
    private static final int IMAGE_ID = 1;
    private static final List<MaskClass> OF_A_MASK = Stream.of(MaskClass.CLOUD, MaskClass.THIN_CLOUD, MaskClass.SHADOW)
            .map(code -> new MaskClass(code, Region.nameOf(code)))
            .toList();

    private RegionsCoco() {}

    /** Writes the parts of a mask to the stream and leaves it open. */
    public static void write(Regions regions, RasterInfo scene, OutputStream out) throws IOException {
        write(regions, OF_A_MASK, scene, out);
    }

    /**
     * Writes to the stream and leaves it open.
     *
     * @param classes that the regions are of, and maybe others
     */
    public static void write(Regions regions, List<MaskClass> classes, RasterInfo scene, OutputStream out)
            throws IOException {
        try (JsonGenerator json = RegionsJson.generator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("images");
            json.writeStartObject();
            json.writeNumberField("id", IMAGE_ID);
            json.writeStringField("file_name", String.valueOf(scene.file().getFileName()));
            json.writeNumberField("width", scene.width());
            json.writeNumberField("height", scene.height());
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("annotations");
            int id = 1;
            for (Region region : regions.list()) {
                writeAnnotation(region, id++, scene, json);
            }
            json.writeEndArray();
            writeCategories(classes, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeAnnotation(Region region, int id, RasterInfo scene, JsonGenerator json)
            throws IOException {
        Window box = region.box();
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("image_id", IMAGE_ID);
        json.writeNumberField("category_id", region.code());
        json.writeNumberField("score", Decimals.round(region.probability(), RegionsJson.DECIMALS));
        json.writeNumberField("area", region.area());
        json.writeFieldName("bbox");
        json.writeArray(new int[] {box.x(), box.y(), box.width(), box.height()}, 0, 4);
        json.writeNumberField("iscrowd", 0);
        json.writeFieldName("segmentation");
        Runs pixels = region.runs();
        if (pixels != null) {
            json.writeStartObject();
            json.writeFieldName("size");
            json.writeArray(new int[] {scene.height(), scene.width()}, 0, 2);
            json.writeStringField(
                    "counts",
                    RunLengths.of(pixels, scene.width(), scene.height()).compress());
            json.writeEndObject();
        } else {
            int[] corners = {box.x(), box.y(), box.right(), box.y(), box.right(), box.bottom(), box.x(), box.bottom()};
            json.writeStartArray();
            json.writeArray(corners, 0, corners.length);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeCategories(List<MaskClass> classes, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("categories");
        for (MaskClass known : classes) {
            json.writeStartObject();
            json.writeNumberField("id", known.code());
            json.writeStringField("name", known.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
