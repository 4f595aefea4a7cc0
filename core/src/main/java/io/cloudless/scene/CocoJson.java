package io.cloudless.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.files.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * {@link AnnotationFormat#COCO}. A segmentation is a list of polygons, which together are one object and have no holes, or
 * run lengths, compressed or not. Polygons with holes are written as run lengths; the field {@code whole}, which others
 * ignore, tells a whole image from a box of its size.
 *
 * @see <a href="https://cocodataset.org/#format-data">COCO data format</a>
 */
final class CocoJson implements AnnotationCodec {
    @Override
    public AnnotationSet read(Path path, Images images) {
        JsonValue root = JsonValue.read(path);
        Map<String, String> classes = new LinkedHashMap<>();
        for (JsonValue category : root.get("categories").list()) {
            classes.put(category.get("id").id(), category.get("name").text());
        }
        Map<String, ImageFrame> frames = new LinkedHashMap<>();
        Map<String, List<Annotation>> annotations = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (JsonValue image : root.get("images").list()) {
            String id = image.get("id").id();
            ImageFrame frame = frame(path, image, images);
            if (!names.add(frame.name()) || frames.put(id, frame) != null) {
                throw image.error("the image '" + frame.name() + "' or its id " + id + " is there a second time");
            }
            annotations.put(id, new ArrayList<>());
        }
        for (JsonValue annotation : root.get("annotations").list()) {
            String id = annotation.get("image_id").id();
            ImageFrame frame = frames.get(id);
            List<Annotation> ofImage = annotations.get(id);
            if (frame == null || ofImage == null) {
                throw annotation.get("image_id").error("no image has the id " + id);
            }
            String name = classes.get(annotation.get("category_id").id());
            if (name == null) {
                throw annotation.get("category_id").error("no category has this id");
            }
            ofImage.add(annotation.as(() -> new Annotation(name, shape(annotation, frame))));
        }
        List<AnnotatedImage> read = new ArrayList<>();
        frames.forEach((id, frame) -> read.add(new AnnotatedImage(frame, annotations.getOrDefault(id, List.of()))));
        return root.get("categories").as(() -> new AnnotationSet(List.copyOf(classes.values()), read));
    }

    private static ImageFrame frame(Path path, JsonValue image, Images images) {
        String name = image.get("file_name").text();
        JsonValue width = image.find("width");
        JsonValue height = image.find("height");
        return width == null || height == null
                ? AnnotationCodec.lookUp(path, name, images)
                : image.as(() -> AnnotationCodec.lookUp(name, width.number(), height.number(), images));
    }

    private static Shape shape(JsonValue annotation, ImageFrame frame) {
        JsonValue whole = annotation.find("whole");
        if (whole != null && whole.isTrue()) {
            return new Shape.Whole();
        }
        JsonValue segmentation = annotation.find("segmentation");
        if (segmentation == null || segmentation.isList() && segmentation.list().isEmpty()) {
            double[] box = annotation.get("bbox").numbers();
            if (box.length != 4) {
                throw annotation.get("bbox").error("x, y, width and height were expected");
            }
            return new Shape.Box(box[0], box[1], box[0] + box[2], box[1] + box[3]);
        }
        return segmentation.as(() -> segmentation.isList() ? polygon(segmentation) : region(segmentation, frame));
    }

    private static Shape polygon(JsonValue segmentation) {
        return new Shape.Polygon(segmentation.list().stream()
                .map(ring -> new Shape.Polygon.Part(ring.as(() -> Ring.of(ring.numbers())), List.of()))
                .toList());
    }

    private static Shape region(JsonValue segmentation, ImageFrame frame) {
        double[] size = segmentation.get("size").numbers();
        if (size.length != 2 || size[0] != frame.height() || size[1] != frame.width()) {
            throw segmentation
                    .get("size")
                    .error(String.format(
                            Locale.ROOT, "the image has %d rows and %d columns", frame.height(), frame.width()));
        }
        JsonValue counts = segmentation.get("counts");
        return new Shape.Region(
                counts.isText()
                        ? RunLengths.parse(counts.text(), frame.width(), frame.height())
                        : new RunLengths(
                                frame.width(),
                                frame.height(),
                                counts.list().stream()
                                        .mapToLong(JsonValue::whole)
                                        .toArray()));
    }

    @Override
    public void write(AnnotationSet annotations, Path path) {
        try {
            AtomicFile.write(path, file -> {
                try (OutputStream out = Files.newOutputStream(file);
                        JsonGenerator json = JsonLines.generator(out)) {
                    json.writeStartObject();
                    writeImages(annotations, json);
                    writeAnnotations(annotations, json);
                    writeCategories(annotations, json);
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
        int id = 1;
        for (AnnotatedImage image : annotations.images()) {
            json.writeStartObject();
            json.writeNumberField("id", id++);
            json.writeStringField("file_name", image.name());
            json.writeNumberField("width", image.frame().width());
            json.writeNumberField("height", image.frame().height());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAnnotations(AnnotationSet annotations, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("annotations");
        int id = 1;
        for (int image = 0; image < annotations.images().size(); image++) {
            ImageFrame frame = annotations.images().get(image).frame();
            for (Annotation annotation : annotations.images().get(image).annotations()) {
                json.writeStartObject();
                json.writeNumberField("id", id++);
                json.writeNumberField("image_id", image + 1);
                json.writeNumberField("category_id", annotations.classes().indexOf(annotation.className()) + 1);
                writeShape(annotation.shape(), frame, json);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeShape(Shape shape, ImageFrame frame, JsonGenerator json) throws IOException {
        Shape.Box box = shape.bounds(frame.width(), frame.height());
        double width = Point.rounded(box.x1() - box.x0());
        double height = Point.rounded(box.y1() - box.y0());
        double area = width * height;
        json.writeFieldName("bbox");
        Numbers.writeArray(json, box.x0(), box.y0(), width, height);
        json.writeFieldName("segmentation");
        if (shape instanceof Shape.Polygon polygon) {
            area = polygon.area();
            json.writeStartArray();
            for (Shape.Polygon.Part part : polygon.parts()) {
                Numbers.writeArray(
                        json,
                        part.outline().points().stream()
                                .flatMapToDouble(p -> DoubleStream.of(p.x(), p.y()))
                                .toArray());
            }
            json.writeEndArray();
        } else if (shape instanceof Shape.Region region) {
            area = region.runs().area();
            json.writeStartObject();
            json.writeFieldName("size");
            Numbers.writeArray(json, frame.height(), frame.width());
            json.writeStringField("counts", region.runs().compress());
            json.writeEndObject();
        } else {
            json.writeStartArray();
            json.writeEndArray();
        }
        json.writeFieldName("area");
        json.writeNumber(Numbers.text(area));
        json.writeNumberField("iscrowd", 0);
        if (shape instanceof Shape.Whole) {
            json.writeBooleanField("whole", true);
        }
    }

    private static void writeCategories(AnnotationSet annotations, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("categories");
        int id = 1;
        for (String name : annotations.classes()) {
            json.writeStartObject();
            json.writeNumberField("id", id++);
            json.writeStringField("name", name);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public AnnotationSet held(AnnotationSet annotations) {
        return annotations.reshaped((shape, frame) -> {
            boolean hasHoles = shape instanceof Shape.Polygon polygon
                    && polygon.parts().stream().anyMatch(part -> !part.holes().isEmpty());
            return hasHoles
                    ? new Shape.Region(
                            RunLengths.of(shape.pixels(frame.width(), frame.height()), frame.width(), frame.height()))
                    : shape;
        });
    }
}
