package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path models;

    @TempDir
    private Path folder;

    private Run detect(Object... more) {
        return Run.of(Stream.concat(Stream.of("detect", "--method", "regions"), Stream.of(more))
                .toArray());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    @Test
    void findsTheCloudsWithTheBundledModelAndWritesRegionsWithoutAMask() throws IOException {
        Run run = detect(Scenes.png(folder.resolve("coast.png")), "--model", Scenes.model(models));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .matches("coast\\.png: \\d+ regions? of \\d+ boxes, likeliest cloud \\d+\\.\\d\\d %, .* s\\R");
        assertThat(names()).containsExactly("coast-regions.json", "coast-regions.png", "coast.png");
        JsonNode first = json("coast-regions.json").get(0);
        assertThat(first.get("class_idx").asInt()).isEqualTo(1);
        assertThat(first.get("class").asText()).isEqualTo("cloud");
        assertThat(first.get("prob").asDouble()).isBetween(0.5, 1.0);
        JsonNode coords = first.get("coords");
        assertThat(coords.get(0).asInt()).isBetween(8, 12);
        assertThat(coords.get(1).asInt()).isBetween(18, 22);
        assertThat(coords.get(2).asInt()).isBetween(28, 32);
        assertThat(coords.get(3).asInt()).isBetween(48, 52);
        assertThat(ImageIO.read(folder.resolve("coast-regions.png").toFile()).getWidth())
                .isEqualTo(Scenes.SIZE);
    }

    @Test
    void segmentsAreTheCloudsThemselvesAndAGeoreferenceMakesAGeoJson() throws IOException {
        Run run = detect(
                Scenes.geoTiff(folder.resolve("scene.tif")), "-m", Scenes.model(models), "--proposals", "segments");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json("scene-regions.json").findValues("coords").stream().map(JsonNode::toString))
                .containsExactlyInAnyOrder("[10,20,30,50]", "[60,50,68,58]");
        assertThat(json("scene-regions.geojson").get("features")).hasSize(2);
    }

    @Test
    void aClassifierNamesWhatItSeesAndTheDumpShowsIt() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path dump = models.resolve("dump");
        Path names = Files.writeString(models.resolve("names.txt"), "0 nothing\n1 rose, red\n2 leaf\n3 sky\n");

        Run run = detect(
                scene,
                "--model",
                Scenes.colours(models),
                "--classes",
                names,
                "--proposals",
                "grid",
                "--pad",
                0,
                "--threshold",
                30,
                "--max-regions",
                3,
                "--nms",
                "off",
                "--dump-regions",
                dump,
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json("coast-regions.json")).hasSize(3).allSatisfy(region -> {
            assertThat(region.get("class").asText()).isIn("nothing", "rose, red", "leaf", "sky");
            assertThat(region.get("prob").asDouble()).isGreaterThanOrEqualTo(0.3);
        });
        JsonNode line = JSON.readTree(run.out());
        assertThat(line.get("regions").asInt()).isEqualTo(3);
        assertThat(line.get("boxes").asInt()).isEqualTo(3);
        assertThat(line.get("boxes_left_out").asInt()).isPositive();
        assertThat(line.get("seconds_proposals").asDouble()
                        + line.get("seconds_classification").asDouble())
                .isLessThanOrEqualTo(line.get("seconds").asDouble());
        try (Stream<Path> crops = Files.list(dump)) {
            assertThat(crops)
                    .hasSize(line.get("boxes").asInt())
                    .allSatisfy(crop ->
                            assertThat(crop.getFileName().toString()).matches("coast-\\d{4}-[a-z]+-\\d+\\.png"));
        }
    }

    @Test
    void onlyForClassKeepsThatClassEvenTheBackground() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path classifier = Scenes.classifier(models);

        detect(scene, "--model", classifier, "--proposals", "grid", "--only-for-class", 0);
        assertThat(json("coast-regions.json"))
                .isNotEmpty()
                .allSatisfy(region -> assertThat(region.get("class").asText()).isEqualTo("clear"));

        detect(scene, "--model", classifier, "--proposals", "grid");
        assertThat(json("coast-regions.json"))
                .isNotEmpty()
                .allSatisfy(region -> assertThat(region.get("class").asText()).isEqualTo("cloud"));
    }

    @Test
    void theSameSceneGivesTheSameFilesWithAnyNumberOfThreads() throws IOException {
        Path scene = Scenes.png(folder.resolve("coast.png"));
        Path classifier = Scenes.colours(models);
        for (String threads : List.of("1", "3")) {
            Path out = models.resolve(threads);
            assertThat(detect(scene, "-m", classifier, "--threads", threads, "--out", out)
                            .exitCode())
                    .isZero();
        }
        for (String file : List.of("coast-regions.json", "coast-regions.png")) {
            assertThat(models.resolve("1").resolve(file))
                    .hasSameBinaryContentAs(models.resolve("3").resolve(file));
        }
    }

    @Test
    void aBadFileDoesNotStopTheOthersAndLeavesNothing() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        Path good = Scenes.png(folder.resolve("good.png"));

        Run run = detect(bad, good, "-m", Scenes.model(models));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("bad.png");
        assertThat(names()).containsExactly("bad.png", "good-regions.json", "good-regions.png", "good.png");
    }

    @Test
    void whereThereIsNoOpenCvItSaysSoOnceAndWhatToDo() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Dorg.bytedeco.javacpp.platform=linux-arm64",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "detect",
                        "--method",
                        "regions",
                        "--model",
                        Scenes.model(models).toString(),
                        Scenes.png(folder.resolve("a.png")).toString(),
                        Scenes.png(folder.resolve("b.png")).toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(told.strip())
                .startsWith("cloudless: Selective Search needs OpenCV")
                .contains("linux-arm64", "--proposals grid")
                .hasLineCount(1);
        assertThat(names()).containsExactly("a.png", "b.png");
    }

    @Test
    void aSceneWithoutDataHasNoRegions() throws IOException {
        Run run = detect(Scenes.geoTiffWithoutData(folder.resolve("empty.tif")), "-m", Scenes.colours(models));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json("empty-regions.json")).isEmpty();
    }

    @Test
    void optionsOfTheOtherMethodAreWrongUse() throws IOException {
        Path scene = Scenes.png(folder.resolve("a.png"));

        assertThat(Run.of("detect", scene, "--ks", 50)).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--ks needs --method regions");
        });
        assertThat(detect(scene, "--stac").err()).contains("--stac needs --method segment");
        assertThat(detect(scene, "--overlay", "mask").exitCode()).isEqualTo(2);
        for (Object[] wrong : new Object[][] {
            {"--proposals", "lottery"},
            {"--nms", "maybe"},
            {"--nms", 2},
            {"--pad", -1},
            {"--threshold", 101},
            {"--ks", 0},
            {"--max-regions", 0}
        }) {
            assertThat(detect(scene, wrong[0], wrong[1]).exitCode())
                    .as(wrong[0] + " " + wrong[1])
                    .isEqualTo(2);
        }
        assertThat(names()).containsExactly("a.png");
    }
}
