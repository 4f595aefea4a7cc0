package io.cloudless.scene;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The formats in which annotations are exchanged. Each reads what others write, as well as what it writes itself. */
public enum AnnotationFormat {
    /**
     * {@code annotated.json} as the tool of 2016 wrote it: {@code [{"image_name": "x.png", "image_annotation":
     * ["x,y,width,height", …]}]}, an empty list meaning that there is nothing. Boxes only; {@code "image_classes"}, which
     * old readers ignore, names their classes.
     */
    CLOUDLESS(new AnnotatedJson()),
    /** COCO: one JSON file with boxes, polygons and run lengths. */
    COCO(new CocoJson()),
    /** YOLO: a folder with {@code classes.txt} and a text file for each image. Boxes only. */
    YOLO(new YoloFolder()),
    /** Pascal VOC: a folder with an XML file for each image. Boxes only. */
    VOC(new VocFolder()),
    /** GeoJSON: longitude and latitude for images whose place is known, pixels for others. */
    GEOJSON(new GeoJson());

    private final AnnotationCodec codec;

    AnnotationFormat(AnnotationCodec codec) {
        this.codec = codec;
    }

    /** As typed by users. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a file or folder, by what it holds.
     *
     * @throws InputException if it is missing or of none of these formats
     */
    public static AnnotationFormat of(Path path) {
        if (Files.isDirectory(path)) {
            if (Files.exists(path.resolve(YoloFolder.CLASSES))) {
                return YOLO;
            }
            if (holdsXml(path)) {
                return VOC;
            }
            throw new InputException(
                    path,
                    "neither a folder of YOLO (with " + YoloFolder.CLASSES + ") nor of Pascal VOC (with XML files)",
                    "Name the folder or file with the annotations");
        }
        if (VocFolder.isXml(path)) {
            return VOC;
        }
        JsonValue root = JsonValue.read(path);
        if (root.isList()) {
            return CLOUDLESS;
        }
        if (root.isObject() && root.find("features") != null) {
            return GEOJSON;
        }
        if (root.isObject() && root.find("images") != null) {
            return COCO;
        }
        throw root.error(
                "this is neither annotated.json (a list), COCO (with \"images\") nor GeoJSON (with \"features\")");
    }

    private static boolean holdsXml(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(VocFolder::isXml);
        } catch (IOException e) {
            throw JsonValue.unreadable(folder, e);
        }
    }

    /**
     * Reads annotations. Boxes may be empty or lie outside of their image.
     *
     * @param path file or folder
     * @param images where sizes and places are looked up that the format leaves out
     * @throws InputException if it is missing or damaged, or speaks of an image whose size is not known; a message about
     *     JSON or text names the line
     */
    public AnnotationSet read(Path path, Images images) {
        return codec.read(path, images);
    }

    /**
     * Writes annotations as {@link #held} says.
     *
     * @param path file, or folder (made if it is missing) for {@link #YOLO} and {@link #VOC}; a former one is replaced,
     *     files of other images in a folder stay
     * @throws InputException if it cannot be written, or two images have names that differ only in their ending and the
     *     format has a file for each
     */
    public void write(AnnotationSet annotations, Path path) {
        codec.write(codec.held(annotations), path);
    }

    /** What is left of annotations once written and read again: where the format has only boxes, the boxes around shapes. */
    public AnnotationSet held(AnnotationSet annotations) {
        return codec.held(annotations);
    }
}
