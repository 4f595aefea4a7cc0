package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.raster.Window;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of docs/another-target.md in small: ships on water, from annotated pictures to a detector of ships. */
class AnotherTargetTest {
    @TempDir
    private Path folder;

    @Test
    void shipsAreLearntFromAnnotationsAndFoundInOtherBays() throws Exception {
        Path known = ships("known", 8, 1);
        Path chips = folder.resolve("chips");
        Path runs = folder.resolve("runs");
        succeed(
                "prepare",
                "--annotations",
                known.resolve("annotated.json"),
                "--images",
                known.resolve("images"),
                "--augment",
                "--size",
                40,
                "--out",
                chips);

        succeed(
                "train",
                "--task",
                "classify",
                "--network",
                "squeezenet_tiny",
                "--solver",
                "adamw",
                "--learning-rate",
                0.003,
                "--iterations",
                80,
                "--batch",
                16,
                "--crop",
                36,
                "--threads",
                1,
                "--data",
                chips,
                "--runs",
                runs,
                "--run",
                1,
                "--note",
                "ships");
        Run evaluated = succeed("evaluate", "--run", 1, "--runs", runs);
        assertThat(evaluated.out()).contains("ship").doesNotContainIgnoringCase("cloud");

        Path unknown = ships("unknown", 3, 2);
        Path found = folder.resolve("found");
        succeed(
                "detect",
                "--method",
                "regions",
                "--model",
                runs.resolve("0001/model.onnx"),
                "--pad",
                0,
                "--out",
                found,
                unknown.resolve("images"));
        int ships = 0;
        int met = 0;
        for (AnnotatedImage image : annotated(unknown)) {
            List<Window> boxes = regions(found.resolve(image.name().replace(".png", "-regions.json")));
            for (Annotation ship : image.annotations()) {
                Window truth = ship.shape().bounds(0, 0).window();
                ships++;
                met += boxes.stream().anyMatch(box -> overlap(box, truth) > 0.3) ? 1 : 0;
            }
        }
        assertThat(ships).isGreaterThan(10);
        assertThat((double) met / ships).as("share of ships found").isGreaterThan(0.8);
    }

    private static Run succeed(Object... words) {
        Run run = Run.of(words);
        assertThat(run.exitCode()).as("%s: %s", words[0], run.err()).isZero();
        return run;
    }

    /** What a reader of the walk starts with: five pictures of each bay, and where the ships are. */
    private Path ships(String name, int bays, int seed) throws IOException, InterruptedException {
        Path target = folder.resolve(name);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Djava.awt.headless=true",
                        Path.of("..", "examples", "Ships.java").toString(),
                        target.toString(),
                        Integer.toString(bays),
                        Integer.toString(seed))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return target;
    }

    private static List<AnnotatedImage> annotated(Path ships) {
        return AnnotationFormat.CLOUDLESS
                .read(ships.resolve("annotated.json"), Images.in(ships.resolve("images")))
                .images();
    }

    private static List<Window> regions(Path file) throws IOException {
        List<Window> boxes = new ArrayList<>();
        for (JsonNode region : new ObjectMapper().readTree(Files.readString(file))) {
            assertThat(region.path("class").asText()).isEqualTo("ship");
            int[] corners = new ObjectMapper().convertValue(region.path("coords"), int[].class);
            boxes.add(new Window(corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1]));
        }
        return boxes;
    }

    /** Intersection over union. */
    private static double overlap(Window a, Window b) {
        double common = a.clip(b).area();
        return common / (a.area() + b.area() - common);
    }
}
