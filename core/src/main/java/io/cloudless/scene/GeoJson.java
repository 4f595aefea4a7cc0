package io.cloudless.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.files.JsonLines;
import io.cloudless.raster.Georeference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link AnnotationFormat#GEOJSON}: a feature for each annotation with the properties {@code image}, {@code class} and
 * {@code shape} ({@code box}, {@code polygon}, {@code region} or {@code whole}; without it a polygon). Coordinates are
 * longitude and latitude (WGS 84) where the image's place is known, else pixels. The member {@code images}, which others
 * ignore, lists all images, so that one without annotations is not lost.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
final class GeoJson implements AnnotationCodec {
    private static final String LON_LAT = "lonlat";
    private static final String PIXELS = "pixels";

    /** An image and the annotations found for it so far. */
    private record Entry(ImageFrame frame, Ground ground, List<Annotation> annotations) {}

    @Override
    public AnnotationSet read(Path path, Images images) {
        JsonValue root = JsonValue.read(path);
        Map<String, Entry> entries = new LinkedHashMap<>();
        JsonValue listed = root.find("images");
        for (JsonValue image : listed == null ? List.<JsonValue>of() : listed.list()) {
            String name = image.get("name").text();
            ImageFrame frame = image.as(() -> AnnotationCodec.lookUp(
                    name, image.get("width").number(), image.get("height").number(), images));
            Entry entry = new Entry(frame, ground(image, frame), new ArrayList<>());
            if (entries.put(name, entry) != null) {
                throw image.error("the image '" + name + "' is there a second time");
            }
        }
        for (JsonValue feature : root.get("features").list()) {
            JsonValue properties = feature.get("properties");
            String name = properties.get("image").text();
            Entry entry = entries.computeIfAbsent(name, unlisted -> {
                ImageFrame frame = AnnotationCodec.lookUp(path, unlisted, images);
                return new Entry(frame, new Ground(frame.place()), new ArrayList<>());
            });
            JsonValue className = properties.find("class");
            String of = className == null ? Annotation.UNNAMED : className.text();
            entry.annotations().add(feature.as(() -> new Annotation(of, shape(feature, entry))));
        }
        List<AnnotatedImage> read = entries.values().stream()
                .map(entry -> new AnnotatedImage(entry.frame(), entry.annotations()))
                .toList();
        return root.as(() -> AnnotationSet.of(read));
    }

    private static Ground ground(JsonValue image, ImageFrame frame) {
        JsonValue coordinates = image.find("coordinates");
        boolean pixels = coordinates != null && coordinates.text().equals(PIXELS);
        Georeference place = pixels ? null : frame.place();
        if (!pixels && place == null) {
            throw image.error("coordinates are longitudes and latitudes, and where '" + frame.name()
                    + "' lies is not known: it is not at hand or has no georeference");
        }
        return new Ground(place);
    }

    private static Shape shape(JsonValue feature, Entry entry) {
        JsonValue kind = feature.get("properties").find("shape");
        String name = kind == null ? "polygon" : kind.text();
        if (name.equals("whole")) {
            return new Shape.Whole();
        }
        Shape.Polygon polygon = polygon(feature.get("geometry"), entry.ground());
        int width = entry.frame().width();
        int height = entry.frame().height();
        return switch (name) {
            case "box" -> polygon.bounds(width, height);
            case "region" -> new Shape.Region(RunLengths.of(polygon.pixels(width, height), width, height));
            default -> polygon;
        };
    }

    private static Shape.Polygon polygon(JsonValue geometry, Ground ground) {
        String type = geometry.get("type").text();
        JsonValue coordinates = geometry.get("coordinates");
        List<JsonValue> parts = switch (type) {
            case "Polygon" -> List.of(coordinates);
            case "MultiPolygon" -> coordinates.list();
            default -> throw geometry.error("a Polygon or MultiPolygon was expected, not a " + type);
        };
        return geometry.as(() ->
                new Shape.Polygon(parts.stream().map(part -> part(part, ground)).toList()));
    }

    private static Shape.Polygon.Part part(JsonValue part, Ground ground) {
        List<Ring> rings = part.list().stream().map(ring -> ring(ring, ground)).toList();
        if (rings.isEmpty()) {
            throw part.error("a polygon without rings");
        }
        return new Shape.Polygon.Part(rings.get(0), rings.subList(1, rings.size()));
    }

    private static Ring ring(JsonValue ring, Ground ground) {
        List<JsonValue> positions = ring.list();
        if (positions.size() < 4) {
            throw ring.error(
                    "a ring of " + positions.size() + " positions; it takes four, the last equal to the first");
        }
        return ring.as(() -> new Ring(positions.subList(0, positions.size() - 1).stream()
                .map(position -> {
                    double[] at = position.numbers();
                    if (at.length < 2) {
                        throw position.error("a position has two numbers");
                    }
                    return position.as(() -> ground.toPixel(at[0], at[1]));
                })
                .toList()));
    }

    @Override
    public void write(AnnotationSet annotations, Path path) {
        try {
            AtomicFile.write(path, file -> {
                try (OutputStream out = Files.newOutputStream(file);
                        JsonGenerator json = JsonLines.generator(out)) {
                    json.writeStartObject();
                    json.writeStringField("type", "FeatureCollection");
                    writeImages(annotations, json);
                    json.writeArrayFieldStart("features");
                    for (AnnotatedImage image : annotations.images()) {
                        Ground ground = new Ground(image.frame().place());
                        for (Annotation annotation : image.annotations()) {
                            writeFeature(image.frame(), annotation, ground, json);
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeRaw('\n');
                }
            });
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private static void writeImages(AnnotationSet annotations, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("images");
        for (AnnotatedImage image : annotations.images()) {
            json.writeStartObject();
            json.writeStringField("name", image.name());
            json.writeNumberField("width", image.frame().width());
            json.writeNumberField("height", image.frame().height());
            json.writeStringField("coordinates", image.frame().place() == null ? PIXELS : LON_LAT);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFeature(ImageFrame frame, Annotation annotation, Ground ground, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        json.writeStringField("image", frame.name());
        json.writeStringField("class", annotation.className());
        json.writeStringField("shape", kind(annotation.shape()));
        json.writeEndObject();
        json.writeFieldName("geometry");
        ground.write(asPolygon(annotation.shape(), frame), json);
        json.writeEndObject();
    }

    private static String kind(Shape shape) {
        if (shape instanceof Shape.Box) {
            return "box";
        }
        if (shape instanceof Shape.Region) {
            return "region";
        }
        return shape instanceof Shape.Whole ? "whole" : "polygon";
    }

    private static Shape.Polygon asPolygon(Shape shape, ImageFrame frame) {
        if (shape instanceof Shape.Polygon polygon) {
            return polygon;
        }
        if (shape instanceof Shape.Region region) {
            return outline(region.runs());
        }
        Shape.Box box = shape.bounds(frame.width(), frame.height());
        return Shape.Polygon.of(box.x0(), box.y0(), box.x1(), box.y0(), box.x1(), box.y1(), box.x0(), box.y1());
    }

    private static Shape.Polygon outline(RunLengths runs) {
        return new Shape.Polygon(Outline.of(runs.toRuns()).polygons().stream()
                .map(polygon -> new Shape.Polygon.Part(
                        ring(polygon.exterior()),
                        polygon.holes().stream().map(GeoJson::ring).toList()))
                .toList());
    }

    private static Ring ring(Outline.Ring outline) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < outline.size(); i++) {
            points.add(new Point(outline.x()[i], outline.y()[i]));
        }
        return new Ring(points);
    }

    /** A region without pixels has no outline: it is left out. */
    @Override
    public AnnotationSet held(AnnotationSet annotations) {
        List<AnnotatedImage> held = annotations.images().stream()
                .map(image -> new AnnotatedImage(
                        image.frame(),
                        image.annotations().stream()
                                .filter(a -> !(a.shape() instanceof Shape.Region region)
                                        || region.runs().area() > 0)
                                .toList()))
                .toList();
        return AnnotationSet.of(held);
    }
}
