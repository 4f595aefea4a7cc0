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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link AnnotationFormat#CLOUDLESS}. */
final class AnnotatedJson implements AnnotationCodec {
    @Override
    public AnnotationSet read(Path path, Images images) {
        List<AnnotatedImage> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonValue entry : JsonValue.read(path).list()) {
            String name = entry.get("image_name").text();
            ImageFrame frame = AnnotationCodec.lookUp(path, name, images);
            if (!names.add(frame.name())) {
                throw entry.get("image_name").error("'" + name + "' is there a second time");
            }
            read.add(new AnnotatedImage(frame, annotations(entry)));
        }
        return AnnotationSet.of(read);
    }

    private static List<Annotation> annotations(JsonValue entry) {
        List<JsonValue> boxes = entry.get("image_annotation").list();
        @Nullable JsonValue classes = entry.find("image_classes");
        if (classes != null && classes.list().size() != boxes.size()) {
            throw classes.error(classes.list().size() + " classes of " + boxes.size() + " boxes");
        }
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            JsonValue box = boxes.get(i);
            Shape shape = box.as(() -> box(box.text()));
            if (classes == null) {
                annotations.add(new Annotation(Annotation.UNNAMED, shape));
            } else {
                JsonValue name = classes.list().get(i);
                annotations.add(name.as(() -> new Annotation(name.text(), shape)));
            }
        }
        return annotations;
    }

    private static Shape.Box box(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("'" + text + "' is no box; \"x,y,width,height\" was expected");
        }
        double[] numbers = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            try {
                numbers[i] = Double.parseDouble(fields[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + fields[i] + "' in '" + text + "' is no number", e);
            }
        }
        return new Shape.Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]);
    }

    @Override
    public void write(AnnotationSet annotations, Path path) {
        try {
            AtomicFile.write(path, file -> {
                try (OutputStream out = Files.newOutputStream(file);
                        JsonGenerator json = JsonLines.generator(out)) {
                    json.writeStartArray();
                    for (AnnotatedImage image : annotations.images()) {
                        write(image, json);
                    }
                    json.writeEndArray();
                    json.writeRaw('\n');
                }
            });
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private static void write(AnnotatedImage image, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("image_name", image.name());
        json.writeArrayFieldStart("image_annotation");
        for (Annotation annotation : image.annotations()) {
            Shape.Box box = annotation
                    .shape()
                    .bounds(image.frame().width(), image.frame().height());
            double width = Point.rounded(box.x1() - box.x0());
            double height = Point.rounded(box.y1() - box.y0());
            json.writeString(String.join(
                    ",", Numbers.text(box.x0()), Numbers.text(box.y0()), Numbers.text(width), Numbers.text(height)));
        }
        json.writeEndArray();
        if (image.annotations().stream().anyMatch(a -> !a.className().equals(Annotation.UNNAMED))) {
            json.writeArrayFieldStart("image_classes");
            for (Annotation annotation : image.annotations()) {
                json.writeString(annotation.className());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    @Override
    public AnnotationSet held(AnnotationSet annotations) {
        return annotations.reshaped(AnnotationSet.Reshaping.TO_BOX).withUsedClasses();
    }
}
