package io.cloudless.scene;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@link AnnotationFormat#YOLO}: in {@code classes.txt} a name a line, counted from 0; in {@code NAME.txt} a line an
 * object, {@code class x y width height} with the box's centre and size as shares of the image's width and height, or
 * {@code class x y x y x y …} with the corners of a polygon, which is read but not written. An empty file: there is nothing.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/detect/">Ultralytics YOLO format</a>
 */
final class YoloFolder implements AnnotationCodec {
    static final String CLASSES = "classes.txt";

    private static final String ENDING = ".txt";

    @Override
    public AnnotationSet read(Path path, Images images) {
        Path classFile = path.resolve(CLASSES);
        List<String> classes = lines(classFile).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<AnnotatedImage> read = new ArrayList<>();
        for (Path file : textFiles(path)) {
            ImageFrame frame = AnnotationCodec.lookUp(file, FileStem.of(file), images);
            List<Annotation> annotations = new ArrayList<>();
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    annotations.add(annotation(file, i + 1, lines.get(i).strip().split("\\s+"), frame, classes));
                }
            }
            read.add(new AnnotatedImage(frame, annotations));
        }
        try {
            return new AnnotationSet(classes, read);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    classFile, String.valueOf(e.getMessage()), "Each class and each image may be there once", e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new InputException(file, "cannot be read as text", "Copy or write it again", e);
        }
    }

    private static List<Path> textFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(file -> !file.getFileName().toString().equals(CLASSES))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw JsonValue.unreadable(folder, e);
        }
    }

    private static Annotation annotation(Path file, int line, String[] fields, ImageFrame frame, List<String> classes) {
        try {
            int code = Integer.parseInt(fields[0]);
            if (code < 0 || code >= classes.size()) {
                throw new IllegalArgumentException(
                        "class " + code + " is none of the " + classes.size() + " in " + CLASSES);
            }
            double[] numbers = new double[fields.length - 1];
            for (int i = 0; i < numbers.length; i++) {
                int edge = i % 2 == 0 ? frame.width() : frame.height();
                numbers[i] = Double.parseDouble(fields[i + 1]) * edge;
            }
            return new Annotation(classes.get(code), numbers.length == 4 ? box(numbers) : Shape.Polygon.of(numbers));
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    file,
                    "line " + line + ": " + e.getMessage(),
                    "Each line is: class x y width height, the last four as shares of the image",
                    e);
        }
    }

    private static Shape box(double[] centreAndSize) {
        double halfWidth = centreAndSize[2] / 2;
        double halfHeight = centreAndSize[3] / 2;
        return new Shape.Box(
                centreAndSize[0] - halfWidth,
                centreAndSize[1] - halfHeight,
                centreAndSize[0] + halfWidth,
                centreAndSize[1] + halfHeight);
    }

    @Override
    public void write(AnnotationSet annotations, Path path) {
        checkStems(annotations, path);
        checkNotClasses(annotations, path);
        try {
            Files.createDirectories(path);
            for (AnnotatedImage image : annotations.images()) {
                StringBuilder text = new StringBuilder();
                for (Annotation annotation : image.annotations()) {
                    text.append(annotations.classes().indexOf(annotation.className()));
                    append(
                            annotation
                                    .shape()
                                    .bounds(image.frame().width(), image.frame().height()),
                            image.frame(),
                            text);
                }
                AtomicFile.write(path.resolve(stem(image) + ENDING), text.toString());
            }
            AtomicFile.write(path.resolve(CLASSES), String.join("\n", annotations.classes()) + "\n");
        } catch (IOException e) {
            throw InputException.unwritable(path, e);
        }
    }

    private static void append(Shape.Box box, ImageFrame frame, StringBuilder text) {
        for (double share : new double[] {
            (box.x0() + box.x1()) / 2 / frame.width(),
            (box.y0() + box.y1()) / 2 / frame.height(),
            (box.x1() - box.x0()) / frame.width(),
            (box.y1() - box.y0()) / frame.height()
        }) {
            text.append(' ').append(Numbers.text(share));
        }
        text.append('\n');
    }

    /** The name of an image without folders and ending: what its file of annotations is called. */
    static String stem(AnnotatedImage image) {
        return FileStem.of(Path.of(image.name()));
    }

    /** @throws InputException if two images would share a file */
    static void checkStems(AnnotationSet annotations, Path path) {
        Set<String> stems = new HashSet<>();
        for (AnnotatedImage image : annotations.images()) {
            if (!stems.add(stem(image))) {
                throw new InputException(
                        path,
                        "two images are called '" + stem(image) + "'",
                        "This format has a file of that name for each image: rename one");
            }
        }
    }

    private static void checkNotClasses(AnnotationSet annotations, Path path) {
        for (AnnotatedImage image : annotations.images()) {
            if (CLASSES.equalsIgnoreCase(stem(image) + ENDING)) {
                throw new InputException(
                        path,
                        "an image is called '" + image.name() + "', and " + CLASSES + " names the classes",
                        "Rename the image");
            }
        }
    }

    @Override
    public AnnotationSet held(AnnotationSet annotations) {
        return annotations.reshaped(AnnotationSet.Reshaping.TO_BOX);
    }
}
