package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path models;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void unpackModel() throws IOException {
        model = Scenes.model(models);
    }

    @Test
    void writesMaskRegionsAndOverlayBesideAPlainPicture() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));

        Run run = detect(scene, "--resolution", 30);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("coast\\.png: 7\\.2 % cloud, \\d+\\.\\d\\d s, \\d+\\.\\d\\d Mpix/s\\R");
        assertThat(names()).containsExactly("coast-mask.tif", "coast-regions.json", "coast-regions.png", "coast.png");
        assertMaskIsTheCloud(folder.resolve("coast-mask.tif"), Scenes.SIZE);
    }

    @Test
    void regionsAreAsTheToolOf2016WroteThem() throws IOException {
        detect(Scenes.png(folder.resolve("coast.png")), "--resolution", 30);

        JsonNode regions = json("coast-regions.json");
        assertThat(regions).hasSize(2);
        assertThat(regions.findValuesAsText("class")).containsExactly("cloud", "cloud");
        assertThat(regions.findValues("coords").stream().map(JsonNode::toString))
                .containsExactly("[10,20,30,50]", "[60,50,68,58]");
        assertThat(regions.findValues("area_px").stream().map(JsonNode::asInt)).containsExactly(600, 64);
        assertThat(regions.get(0).get("class_idx").asInt()).isEqualTo(1);
        assertThat(regions.get(0).get("prob").asDouble()).isBetween(0.95, 1.0);
    }

    @Test
    void aGeoreferencedSceneGetsOutlinesInLongitudeAndLatitude() throws IOException {
        Run run = detect(Scenes.geoTiff(folder.resolve("scene.tif")));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertMaskIsTheCloud(folder.resolve("scene-mask.tif"), Scenes.SIZE - 16);
        JsonNode features = json("scene-regions.geojson").get("features");
        assertThat(features).hasSize(2);
        JsonNode ring = features.get(0).get("geometry").get("coordinates").get(0);
        assertThat(ring).hasSize(5);
        // The central meridian of zone 32 is 9 degrees east; the scene begins there.
        assertThat(ring.get(0).get(0).asDouble()).isBetween(9.0, 9.04);
        assertThat(ring.get(0).get(1).asDouble()).isBetween(48.7, 48.76);
        assertThat(ring.get(0)).isEqualTo(ring.get(4));
        assertThat(doubleArea(ring)).as("anticlockwise").isPositive();
        assertThat(features.get(0).get("properties").get("area_px").asInt()).isEqualTo(600);
    }

    @Test
    void cloudCoverIsOverValidPixelsOnly() throws IOException {
        Run run = detect(Scenes.geoTiff(folder.resolve("scene.tif")), "--json");

        JsonNode line = JSON.readTree(run.out());
        int valid = (Scenes.SIZE - 16) * Scenes.SIZE;
        assertThat(line.get("cloud_cover").asDouble()).isEqualTo((double) Scenes.CLOUD_PIXELS / valid);
        assertThat(line.get("no_data_px").asInt()).isEqualTo(16 * Scenes.SIZE);
        assertThat(line.get("files"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file.asText())).exists());
    }

    @Test
    void aSceneWithoutDataIsNoDataThroughout() throws IOException {
        Run run = detect(Scenes.geoTiffWithoutData(folder.resolve("empty.tif")), "--stac");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("no valid pixels");
        assertThat(json("empty-regions.json")).isEmpty();
        assertThat(json("empty.json").get("properties").has("eo:cloud_cover")).isFalse();
    }

    @Test
    void aStacItemTellsWhereHowAndWhat() throws Exception {
        detect(Scenes.geoTiff(folder.resolve("scene ä.tif")), "--stac", "--probability");

        JsonNode item = json("scene ä.json");
        assertThat(item.get("type").asText()).isEqualTo("Feature");
        assertThat(item.get("stac_version").asText()).isEqualTo("1.1.0");
        assertThat(item.get("id").asText()).isEqualTo("scene ä");
        assertThat(item.get("bbox")).hasSize(4);
        assertThat(item.get("bbox").get(0).asDouble())
                .isLessThan(item.get("bbox").get(2).asDouble());
        assertThat(item.get("geometry").get("coordinates").get(0)).hasSize(5);
        JsonNode properties = item.get("properties");
        assertThat(properties.get("datetime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(properties.get("eo:cloud_cover").asDouble()).isEqualTo(8.65);
        assertThat(properties.get("proj:code").asText()).isEqualTo("EPSG:32632");
        assertThat(properties.get("proj:shape").toString()).isEqualTo("[96,96]");
        assertThat(properties.get("processing:software").has("cloudless")).isTrue();
        assertThat(item.get("links").get(0).get("rel").asText()).isEqualTo("derived_from");
        assertThat(item.get("links").get(0).get("href").asText()).isEqualTo("./scene%20%C3%A4.tif");
        JsonNode mask = item.get("assets").get("mask");
        assertThat(mask.get("classification:classes").findValuesAsText("name"))
                .containsExactly("clear", "cloud", "no_data");
        byte[] bytes = Files.readAllBytes(folder.resolve("scene ä-mask.tif"));
        assertThat(mask.get("file:size").asLong()).isEqualTo(bytes.length);
        assertThat(mask.get("file:checksum").asText())
                .isEqualTo("1220"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(item.get("assets").fieldNames())
                .toIterable()
                .containsExactly("mask", "probability", "regions", "regions-geojson", "overlay");
    }

    @Test
    void aStacItemOfAPlainPictureHasNoGeometry() throws IOException {
        detect(Scenes.png(folder.resolve("coast.png")), "--stac");

        JsonNode item = json("coast.json");
        assertThat(item.get("geometry").isNull()).isTrue();
        assertThat(item.has("bbox")).isFalse();
        assertThat(item.get("stac_extensions").toString()).doesNotContain("projection");
    }

    @Test
    void theMaskCanSpeakTheNumbersOfOtherTools() throws IOException {
        detect(Scenes.png(folder.resolve("coast.png")), "--resolution", 30, "--coding", "fmask");

        try (RasterReader mask = RasterReader.openClasses(folder.resolve("coast-mask.tif"))) {
            float[] values = mask.read(mask.info().bounds(), 0).bands()[0];
            assertThat(values[20 * Scenes.SIZE + 10]).isEqualTo(4);
        }
    }

    @Test
    void cocoTakesThePlaceOfTheListOfBoxes() throws IOException {
        detect(Scenes.png(folder.resolve("coast.png")), "--resolution", 30, "--format", "coco");

        assertThat(names()).contains("coast-regions.coco.json").doesNotContain("coast-regions.json");
        JsonNode coco = json("coast-regions.coco.json");
        assertThat(coco.get("images").get(0).get("file_name").asText()).isEqualTo("coast.png");
        assertThat(coco.get("annotations").get(0).get("bbox").toString()).isEqualTo("[10,20,20,30]");
        assertThat(coco.get("annotations")
                        .get(0)
                        .get("segmentation")
                        .get("size")
                        .toString())
                .isEqualTo("[96,96]");
        assertThat(coco.get("categories").findValuesAsText("name")).startsWith("cloud");
    }

    @Test
    void theOverlayShowsTheSceneAtItsSizeUnlessItIsNotWanted() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        detect(scene, "--overlay", "mask");
        assertThat(ImageIO.read(folder.resolve("coast-regions.png").toFile()).getWidth())
                .isEqualTo(Scenes.SIZE);

        Path out = folder.resolve("out");
        detect(scene, "--overlay", "none", "--out", out);
        assertThat(out.resolve("coast-regions.png")).doesNotExist();
        assertThat(out.resolve("coast-mask.tif")).exists();
    }

    @Test
    void smallRegionsAreInTheMaskButNotListed() throws IOException {
        detect(Scenes.png(folder.resolve("coast.png")), "--resolution", 30, "--min-area", 65);

        assertThat(json("coast-regions.json")).hasSize(1);
        assertMaskIsTheCloud(folder.resolve("coast-mask.tif"), Scenes.SIZE);
    }

    @Test
    void theNumberOfThreadsChangesNoByte() throws IOException {
        Path scene = Scenes.geoTiff(folder.resolve("scene.tif"));
        Path one = folder.resolve("one");
        Path three = folder.resolve("three");

        detect(scene, "--stac", "--probability", "--threads", 1, "--out", one);
        detect(scene, "--stac", "--probability", "--threads", 3, "--out", three);

        try (Stream<Path> files = Files.list(one)) {
            assertThat(files.toList())
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(three.resolve(file.getFileName())));
        }
    }

    @Test
    void aFolderMeansItsPicturesButNotTheOutputsOfFormerRuns() throws IOException {
        Scenes.png(folder.resolve("a.png"));
        Scenes.geoTiff(folder.resolve("b.tif"));
        Files.writeString(folder.resolve("notes.txt"), "no picture");

        for (int pass = 0; pass < 2; pass++) {
            Run run = detect(folder, "--probability", "--quiet");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf(':'))))
                    .containsExactly("a.png", "b.tif");
        }
    }

    @Test
    void aFolderOfInventedScenesMeansTheScenesAndNotTheirTruth() throws IOException {
        Scenes.geoTiff(folder.resolve("a.tif"));
        Scenes.geoTiff(folder.resolve("a-truth.tif"));

        assertThat(detect(folder, "--quiet").out().lines())
                .singleElement()
                .asString()
                .startsWith("a.tif");
    }

    @Test
    void anEmptyWordIsNoFolder() {
        Run run = detect("");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("IMAGE is empty");
    }

    @Test
    void aPatternThatNoShellExpandedIsExpanded() throws IOException {
        Scenes.png(folder.resolve("a1.png"));
        Scenes.png(folder.resolve("b1.png"));

        assertThat(detect(folder.resolve("a*.png")).out().lines()).hasSize(1);
        assertThat(detect(folder.resolve("c*.png")).exitCode()).isEqualTo(1);
    }

    @Test
    void oneDamagedFileDoesNotStopTheOthers() throws IOException {
        Path first = Scenes.png(folder.resolve("a.png"));
        Path damaged = Scenes.truncated(folder.resolve("b.tif"), Scenes.geoTiff(models.resolve("whole.tif")));
        Path last = Scenes.png(folder.resolve("c.png"));

        Run run = detect(first, damaged, last, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("b.tif")
                .doesNotContain("Exception");
        assertThat(names()).contains("a-mask.tif", "c-mask.tif").noneMatch(name -> name.startsWith("b-"));
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void pathsMayHaveSpacesAndUmlauts() throws IOException {
        Path place = Files.createDirectories(folder.resolve("Küste bei Föhr"));
        Run run = detect(Scenes.png(place.resolve("Bild 1 ß.png")));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Bild 1 ß.png: ");
        assertThat(place.resolve("Bild 1 ß-mask.tif")).exists();
    }

    @Test
    void twoScenesOfTheSameNameDoNotOverwriteEachOther() throws IOException {
        Path png = Scenes.png(folder.resolve("coast.png"));
        Path tiff = Scenes.geoTiff(folder.resolve("coast.tif"));

        Run run = detect(png, tiff, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).contains("coast.tif").contains("coast.png").contains("--out");
    }

    @Test
    void aDamagedSceneTakesNoNameAway() throws IOException {
        Path damaged = Scenes.truncated(folder.resolve("coast.png"), Scenes.png(models.resolve("whole.png")));
        Path tiff = Scenes.geoTiff(folder.resolve("coast.tif"));

        Run run = detect(damaged, tiff, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("coast.tif").hasLineCount(1);
        assertThat(run.err()).contains("coast.png").hasLineCount(1);
    }

    @Test
    void aFolderWithoutPicturesSaysSo() {
        assertFailsWith(detect(folder), folder.toString(), "no pictures");
    }

    @Test
    void aMissingFileSaysSo() {
        assertFailsWith(detect(folder.resolve("nowhere.tif")), "nowhere.tif", "no such file");
    }

    @Test
    void anOutputFolderThatCannotBeSaysSo() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        assertFailsWith(detect(scene, "--out", inTheWay), "file", "cannot write", "--out");
        assertThat(names()).containsExactly("coast.png", "file");
    }

    @Test
    void aModelThatCannotBeUsedSaysSo() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path truncated = Scenes.truncated(models.resolve("half.onnx"), model);
        Path foreign = Files.writeString(models.resolve("foreign.onnx"), "this is no network");

        for (Path unusable : List.of(models.resolve("none.onnx"), truncated, foreign)) {
            Run run = Run.of("detect", scene, "--model", unusable);
            assertFailsWith(run, String.valueOf(unusable.getFileName()));
        }
        assertThat(names()).containsExactly("coast.png");
    }

    @Test
    void verboseShowsWhereAnErrorCameFrom() {
        assertThat(detect(folder.resolve("nowhere.tif"), "--verbose").err()).contains("InputException", "\tat ");
    }

    @Test
    void numbersOutOfRangeAreWrongUse() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));

        for (Object[] wrong : new Object[][] {
            {"--threshold", 7}, {"--threads", 0}, {"--resolution", -3}, {"--min-area", -1}, {"--bands", "0,1,2"}
        }) {
            Run run = detect(scene, wrong[0], wrong[1]);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("Usage: cloudless detect");
        }
    }

    @Test
    void aPreferenceStandsForTheThresholdOnTheModelsCard() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path calibrated = Scenes.calibrated(models);
        Map<String, String> thresholds = Map.of("recall", "0.3", "balanced", "0.5", "precision", "0.75");
        for (String preference : thresholds.keySet()) {
            Run run = Run.of(
                    "detect", scene, "--model", calibrated, "--resolution", 30, "--prefer", preference, "--stac");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(json("coast.json").at("/properties/processing:lineage").asText())
                    .contains("from a probability of " + thresholds.get(preference) + " on");
        }
    }

    @Test
    void aPreferenceIsNoSecondThresholdAndNeedsAModelThatHasThem() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));

        assertThat(detect(scene, "--prefer", "recall", "--threshold", 0.3)).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--prefer", "--threshold");
        });
        assertThat(detect(scene, "--prefer", "speed").exitCode()).isEqualTo(2);
        assertFailsWith(detect(scene, "--prefer", "recall"), "brightness.onnx", "--prefer recall", "models calibrate");
        assertThat(folder).isDirectoryNotContaining("glob:**-mask.tif");
    }

    private Run detect(Object... words) {
        Stream<Object> fixed = Stream.of("detect", "--model", model);
        return Run.of(Stream.concat(fixed, Stream.of(words)).toArray());
    }

    private static void assertFailsWith(Run run, String... parts) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("cloudless: ").contains(parts).doesNotContain("Exception");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    /** @param validColumns columns from here on have no data */
    private static void assertMaskIsTheCloud(Path file, int validColumns) {
        try (RasterReader mask = RasterReader.openClasses(file)) {
            Pixels pixels = mask.read(mask.info().bounds(), 0);
            for (int i = 0; i < Scenes.SIZE * Scenes.SIZE; i++) {
                int x = i % Scenes.SIZE;
                int y = i / Scenes.SIZE;
                assertThat(pixels.isValid(i)).as("data at %d, %d", x, y).isEqualTo(x < validColumns);
                if (x < validColumns) {
                    assertThat(pixels.bands()[0][i])
                            .as("class at %d, %d", x, y)
                            .isEqualTo(Scenes.isCloud(x, y) ? 1 : 0);
                }
            }
        }
    }

    private static double doubleArea(JsonNode ring) {
        double sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            JsonNode from = ring.get(i - 1);
            JsonNode to = ring.get(i);
            sum += from.get(0).asDouble() * to.get(1).asDouble()
                    - to.get(0).asDouble() * from.get(1).asDouble();
        }
        return sum;
    }
}
