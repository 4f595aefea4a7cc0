package io.cloudless.detect.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.detect.Coding;
import io.cloudless.detect.Segmentation;
import io.cloudless.detect.region.Region;
import io.cloudless.model.MaskClass;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.RasterInfo;
import io.cloudless.scene.Outline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code NAME.json}: what was found in a scene as an item of a SpatioTemporal Asset Catalog, version 1.1, with the
 * extensions eo, classification, processing, file and, with a reference system, projection. Without a reference system the
 * geometry is null, as the specification asks.
 *
 * @param id of the item
 * @param scene what the mask was made from
 * @param folder where item and assets will lie
 * @param result what was found
 * @param coding of the mask file
 * @param model that found it
 * @param software version of Cloudless
 * @param assets the files made, the mask first
 * @see <a href="https://github.com/radiantearth/stac-spec/blob/v1.1.0/item-spec/item-spec.md">STAC item</a>
 */
public record StacItem(
        String id,
        RasterInfo scene,
        Path folder,
        Segmentation result,
        Coding coding,
        ModelCard model,
        String software,
        List<StacAsset> assets) {
    private static final String EXTENSION = "https://stac-extensions.github.io/%s/schema.json";

    public StacItem {
        assets = List.copyOf(assets);
    }

    /** Writes to the stream and leaves it open. The files of the assets must be complete. */
    public void write(OutputStream out) throws IOException {
        try (JsonGenerator json = RegionsJson.generator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeStringField("stac_version", "1.1.0");
            writeExtensions(json);
            json.writeStringField("id", id);
            writeGeometry(json);
            json.writeObjectFieldStart("properties");
            writeProperties(json);
            json.writeEndObject();
            json.writeArrayFieldStart("links");
            json.writeStartObject();
            json.writeStringField("rel", "derived_from");
            json.writeStringField("href", StacAsset.link(folder, scene.file()));
            json.writeStringField("title", "The scene");
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("assets");
            for (int i = 0; i < assets.size(); i++) {
                assets.get(i).write(json, i == 0 ? this::writeClasses : nothing -> {});
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void writeExtensions(JsonGenerator json) throws IOException {
        List<String> extensions = new ArrayList<>(List.of("classification/v2.0.0", "file/v2.1.0", "processing/v1.2.0"));
        if (hasCloudCover()) {
            extensions.add("eo/v2.0.0");
        }
        if (located() != null) {
            extensions.add("projection/v2.0.0");
        }
        json.writeArrayFieldStart("stac_extensions");
        for (String extension : extensions) {
            json.writeString(String.format(Locale.ROOT, EXTENSION, extension));
        }
        json.writeEndArray();
    }

    private boolean hasCloudCover() {
        return result.statistics().valid() > 0;
    }

    /** The scene's georeference if it can be brought to longitude and latitude. */
    private @Nullable Georeference located() {
        Georeference georeference = scene.georeference();
        return LonLatGeometry.isKnown(georeference) ? georeference : null;
    }

    private void writeGeometry(JsonGenerator json) throws IOException {
        Georeference georeference = located();
        if (georeference == null) {
            json.writeNullField("geometry");
            return;
        }
        LonLatGeometry footprint = LonLatGeometry.of(Outline.of(scene.bounds()), georeference);
        json.writeFieldName("geometry");
        json.writeRawValue(footprint.toJson());
        json.writeFieldName("bbox");
        json.writeArray(footprint.box(), 0, 4);
    }

    private void writeProperties(JsonGenerator json) throws IOException {
        Instant acquired = AcquisitionTime.of(scene);
        Instant time = acquired != null ? acquired : AcquisitionTime.ofFile(scene);
        json.writeStringField("title", "Clouds in " + scene.file().getFileName());
        json.writeStringField("datetime", time.toString());
        List<String> notes = new ArrayList<>(result.layout().notes());
        if (acquired == null) {
            notes.add("The scene does not say when it was taken: the time is that of its file");
        }
        if (!notes.isEmpty()) {
            json.writeStringField("description", String.join(". ", notes) + ".");
        }
        if (hasCloudCover()) {
            json.writeNumberField(
                    "eo:cloud_cover", Decimals.round(100 * result.statistics().cloudCover(), 100));
        }
        writeProcessing(json);
        writeProjection(json);
    }

    private void writeProcessing(JsonGenerator json) throws IOException {
        json.writeStringField(
                "processing:lineage",
                String.format(
                        Locale.ROOT,
                        "Cloud mask by the model %s %s, cloud from a probability of %s on",
                        model.name(),
                        model.version(),
                        result.layout().cloudThreshold()));
        json.writeObjectFieldStart("processing:software");
        json.writeStringField("cloudless", software);
        json.writeStringField(model.name(), model.version());
        json.writeEndObject();
    }

    private void writeProjection(JsonGenerator json) throws IOException {
        Georeference georeference = located();
        if (georeference == null) {
            return;
        }
        if (georeference.epsg().isPresent()) {
            json.writeStringField("proj:code", "EPSG:" + georeference.epsg().getAsInt());
        } else {
            json.writeNullField("proj:code");
        }
        json.writeFieldName("proj:shape");
        json.writeArray(new int[] {scene.height(), scene.width()}, 0, 2);
        json.writeFieldName("proj:transform");
        double[] transform = {
            georeference.xPerColumn(),
            georeference.xPerRow(),
            georeference.originX(),
            georeference.yPerColumn(),
            georeference.yPerRow(),
            georeference.originY()
        };
        json.writeArray(transform, 0, transform.length);
    }

    /** What the numbers in the mask mean; classes that share a number are one entry. */
    private void writeClasses(JsonGenerator json) throws IOException {
        List<Integer> codes = result.layout().classes().stream()
                .map(MaskClass::code)
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        codes.add(MaskClass.NO_DATA);
        Map<Integer, List<String>> namesByValue = new LinkedHashMap<>();
        codes.forEach(code -> namesByValue
                .computeIfAbsent(coding.encode(code), value -> new ArrayList<>())
                .add(Region.nameOf(code)));
        json.writeArrayFieldStart("classification:classes");
        for (Map.Entry<Integer, List<String>> entry : namesByValue.entrySet()) {
            int value = entry.getKey();
            boolean noData = value == coding.encode(MaskClass.NO_DATA) && coding.noData() != null;
            json.writeStartObject();
            json.writeNumberField("value", value);
            json.writeStringField("name", entry.getValue().get(0).replace(' ', '_'));
            json.writeStringField("description", String.join(" or ", entry.getValue()));
            if (noData) {
                json.writeBooleanField("nodata", true);
            } else {
                json.writeStringField("color_hint", String.format(Locale.ROOT, "%06X", coding.colours()[value]));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
