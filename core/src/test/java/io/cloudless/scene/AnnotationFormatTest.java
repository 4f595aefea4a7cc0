package io.cloudless.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationFormatTest {
    private static final Images ANY = name -> name.equals("small.png") ? null : new ImageFrame(name, 100, 80);

    @TempDir
    Path folder;

    @Test
    void readsTheFormatOf2016() throws IOException {
        AnnotationSet set = read("""
                [{"image_name": "a.png", "image_annotation": ["10,20,30,40", "0,0,5,6"], "other": null},
                 {"image_name": "b.png", "image_annotation": []}]""");

        assertThat(set.classes()).containsExactly("object");
        assertThat(set.images()).extracting(AnnotatedImage::name).containsExactly("a.png", "b.png");
        assertThat(set.images().get(0).annotations())
                .extracting(Annotation::shape)
                .containsExactly(new Shape.Box(10, 20, 40, 60), new Shape.Box(0, 0, 5, 6));
        assertThat(set.images().get(1).annotations()).isEmpty();
    }

    @Test
    void writesTheFormatOf2016AsItWas() {
        Path file = folder.resolve("annotated.json");
        AnnotationFormat.CLOUDLESS.write(
                AnnotationSet.of(List.of(
                        image("a.png", new Annotation(Annotation.UNNAMED, new Shape.Box(10, 20, 40, 60))),
                        image("b.png"))),
                file);

        assertThat(file).hasContent("""
                [
                {"image_name":"a.png","image_annotation":["10,20,30,40"]},
                {"image_name":"b.png","image_annotation":[]}
                ]
                """);
    }

    @Test
    void readsEveryKindOfCocoSegmentation() throws IOException {
        AnnotationSet set = read("""
                {"images": [{"id": 7, "file_name": "small.png", "width": 4, "height": 3}, {"id": 9, "file_name": "b.png"}],
                 "categories": [{"id": 3, "name": "cloud"}, {"id": 1, "name": "ship"}],
                 "annotations": [
                  {"image_id": 7, "category_id": 1, "bbox": [0, 0, 2.5, 2]},
                  {"image_id": 7, "category_id": 3, "segmentation": [[0,0,2,0,2,2], [3,0,4,0,4,1]]},
                  {"image_id": 7, "category_id": 3, "segmentation": {"size": [3, 4], "counts": [3, 2, 2, 1, 4]}},
                  {"image_id": 7, "category_id": 3, "segmentation": {"size": [3, 4], "counts": "322O2"}}]}""");

        assertThat(set.classes()).containsExactly("cloud", "ship");
        assertThat(set.images()).extracting(image -> image.frame().width()).containsExactly(4, 100);
        List<Annotation> annotations = set.images().get(0).annotations();
        assertThat(annotations).extracting(Annotation::className).containsExactly("ship", "cloud", "cloud", "cloud");
        assertThat(annotations.get(0).shape()).isEqualTo(new Shape.Box(0, 0, 2.5, 2));
        assertThat(((Shape.Polygon) annotations.get(1).shape()).parts()).hasSize(2);
        // Down the columns: the upper two pixels of the second column, and the second of the third.
        Runs runs = annotations.get(2).shape().pixels(4, 3);
        assertThat(runs.count()).isEqualTo(2);
        assertThat(List.of(runs.row(0), runs.from(0), runs.to(0))).containsExactly(0, 1, 2);
        assertThat(List.of(runs.row(1), runs.from(1), runs.to(1))).containsExactly(1, 1, 3);
        assertThat(annotations.get(3).shape()).isEqualTo(new Shape.Region(new RunLengths(4, 3, 3, 2, 2, 1, 4)));
    }

    @Test
    void readsYolosSharesOfTheImage() throws IOException {
        Path labels = Files.createDirectory(folder.resolve("labels"));
        Files.writeString(labels.resolve("classes.txt"), "cloud\nship\n");
        Files.writeString(labels.resolve("a.txt"), "1 0.5 0.5 0.2 0.1\n0 0 0 0.5 0 0.5 0.5\n");
        Files.writeString(labels.resolve("b.txt"), "");

        AnnotationSet set = AnnotationFormat.of(labels).read(labels, ANY);

        assertThat(set.classes()).containsExactly("cloud", "ship");
        assertThat(set.images().get(0).annotations())
                .containsExactly(
                        new Annotation("ship", new Shape.Box(40, 36, 60, 44)),
                        new Annotation("cloud", Shape.Polygon.of(0, 0, 50, 0, 50, 40)));
        assertThat(set.images().get(1).annotations()).isEmpty();
    }

    @Test
    void readsVocsPixelsCountedFromOne() throws IOException {
        Path file = Files.writeString(folder.resolve("a.xml"), """
                <annotation><folder>VOC</folder><filename>a.png</filename>
                  <size><width>100</width><height>80</height><depth>3</depth></size>
                  <object><name>ship</name><pose>Left</pose>
                    <bndbox><xmin>11</xmin><ymin>0</ymin><xmax>20</xmax><ymax>9</ymax></bndbox></object>
                </annotation>""");

        AnnotationSet set = AnnotationFormat.of(file).read(file, Images.NONE);

        assertThat(set.images().get(0).annotations())
                .containsExactly(new Annotation("ship", new Shape.Box(10, 0, 20, 9)));
    }

    @Test
    void geoJsonIsInDegreesWhereTheImageIsOnEarth() throws IOException {
        Georeference place = new Georeference(9, 0.001, 0, 48, 0, -0.001, GeoKeys.ofEpsg(4326, false));
        ImageFrame frame = new ImageFrame("a.tif", 100, 80, place);
        Path file = folder.resolve("a.geojson");

        AnnotationFormat.GEOJSON.write(
                AnnotationSet.of(List.of(
                        new AnnotatedImage(frame, List.of(new Annotation("ship", new Shape.Box(10, 20, 30, 40)))))),
                file);

        assertThat(file).content().contains("[[9.01,47.98],[9.01,47.96],[9.03,47.96],[9.03,47.98],[9.01,47.98]]");
        assertThat(AnnotationFormat.of(file)
                        .read(file, name -> frame)
                        .images()
                        .get(0)
                        .annotations())
                .containsExactly(new Annotation("ship", new Shape.Box(10, 20, 30, 40)));
        assertThatThrownBy(() -> AnnotationFormat.GEOJSON.read(file, Images.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a.geojson", "a.tif", "line 2");
    }

    @Test
    void findsImagesByPathNameAndStem() throws IOException {
        ImageIO.write(
                new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        Images images = Images.in(folder);

        assertThat(images.find("a.png")).isEqualTo(new ImageFrame("a.png", 7, 5));
        assertThat(images.find("a")).isEqualTo(new ImageFrame("a.png", 7, 5));
        assertThat(images.find("train2017/a.png")).isEqualTo(new ImageFrame("a.png", 7, 5));
        assertThat(images.find("b.png")).isNull();
        assertThat(images.find("../" + folder.getFileName() + "/a.png")).isNull();
        Files.copy(folder.resolve("a.png"), folder.resolve("a.jpg"));
        assertThatThrownBy(() -> Images.in(folder).find("a")).hasMessageContaining("[a.jpg, a.png]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'image_name': 'a.png', 'image_annotation': ['1,2,3']}] | line 1, column 47 | '1,2,3' is no box",
                "[{'image_name': 'a.png', 'image_annotation': ['1,2,3,x']}] | line 1, column 47 | 'x'",
                "[{'image_name': 'a.png', 'image_annotation': ['1,2,3,NaN']}] | line 1, column 47 | NaN",
                "[{'image_name': 'a.png', 'image_annotation': [12]}] | line 1, column 47 | a text was expected",
                "[{'image_name': 'a.png'}] | line 1, column 2 | \"image_annotation\" is missing",
                "[{'image_name': 'a.png', 'image_annotation': []} | line 1, column | no JSON",
                "[{'image_name': 'a.png', 'image_annotation': []}] x | line 1, column | no JSON",
                "[{'image_name': 'a.png', 'image_annotation': []},\\n{'image_name': 'a.png', 'image_annotation': []}]"
                        + " | line 2, column 16 | a second time",
                "[{'image_name': 'a.png', 'image_annotation': ['1,1,1,1'], 'image_classes': []}] | line 1 | 0 classes of 1",
                "{'images': [{'id': 1, 'file_name': '../a', 'width': 3, 'height': 3}], 'categories': [],"
                        + " 'annotations': []} | line 1, column 13 | no name of an image",
                "{'images': [], 'categories': [], 'annotations': [{'image_id': 4}]} | line 1 | no image has the id 4",
                "{'images': [{'id': 1, 'file_name': 'a', 'width': 100, 'height': 80}], 'categories': [{'id':1,'name':'x'}],"
                        + "'annotations': [{'image_id': 1, 'category_id': 1, 'segmentation': {'size': [80, 100],"
                        + " 'counts': [1, 2]}}]} | line 1 | leave out 7997 pixels",
                "{'features': [{'properties': {'image': 'a'}, 'geometry': {'type': 'Point', 'coordinates': []}}]}"
                        + " | line 1 | not a Point",
                "{} | line 1, column 1 | neither",
                "null | line 1, column 1 | neither",
            })
    void brokenJsonIsNamedByLineAndColumn(String json, String place, String found) throws IOException {
        assertThatThrownBy(() -> read(json.replace('\'', '"').replace("\\n", "\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("annotations.json", place, found);
    }

    @Test
    void xmlNeverReachesOutOfItsFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path file = Files.writeString(
                folder.resolve("a.xml"),
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><annotation><filename>&x;</filename>"
                        + "</annotation>");

        assertThatThrownBy(() -> AnnotationFormat.VOC.read(file, ANY))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a.xml", "line 1", "DOCTYPE");
    }

    @Test
    void twoImagesCannotShareAFileOfAnnotations() {
        AnnotationSet set = AnnotationSet.of(List.of(image("a.png"), image("a.jpg")));

        for (AnnotationFormat format : List.of(AnnotationFormat.YOLO, AnnotationFormat.VOC)) {
            assertThatThrownBy(() -> format.write(set, folder.resolve("labels")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("two images are called 'a'");
        }
        assertThat(folder.resolve("labels")).doesNotExist();
    }

    private static AnnotatedImage image(String name, Annotation... annotations) {
        return new AnnotatedImage(new ImageFrame(name, 100, 80), List.of(annotations));
    }

    private AnnotationSet read(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("annotations.json"), json);
        return AnnotationFormat.of(file).read(file, ANY);
    }
}
