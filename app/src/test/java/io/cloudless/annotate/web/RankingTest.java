package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.Databases;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SceneImport;
import io.cloudless.detect.Mask;
import io.cloudless.detect.Segmenter;
import io.cloudless.model.Model;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.simulate.SceneRecipe;
import io.cloudless.simulate.SimulatedScene;
import io.cloudless.simulate.Surface;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Most useful first", as the bundled model and the server's own thread make it. */
@OnEachDatabase
class RankingTest {
    private static final int SIZE = 64;
    private static final long SEED = 7;

    @TempDir
    Path folder;

    private final @Nullable String database;

    RankingTest(Databases database) {
        this.database = database.create();
    }

    private Project open() {
        return Project.open(folder.resolve("project"), database);
    }

    /** Fields: without clouds in the left half, below a veil of thin ones in the right half. */
    private Path halfVeiled(String name, int width, int height) throws IOException {
        SceneRecipe recipe = SceneRecipe.of(width, height, SEED).withSurface(Surface.FARMLAND);
        SimulatedScene clear = new SimulatedScene(recipe.withClouds(0, 0));
        Pixels left = clear.render(clear.bounds());
        Pixels right = new SimulatedScene(recipe.withClouds(0, 0.6)).render(clear.bounds());
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            float[][] bands = (i % width < width / 2 ? left : right).bands();
            int rgb = 0;
            for (float[] band : bands) {
                rgb = rgb << 8 | (int) Math.round(255 * Math.sqrt(Math.min(1, band[i])));
            }
            picture.setRGB(i % width, i / width, rgb);
        }
        Path file = folder.resolve(name);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    /** All images by name with the usefulness that the server says, in the order in which somebody gets them. */
    private static Map<String, Double> asGiven(Browser me) {
        Map<String, Double> given = new LinkedHashMap<>();
        long[] inHand = {};
        for (JsonNode task = me.next("useful"); !task.isMissingNode(); task = me.next("useful", inHand)) {
            JsonNode image = task.path("image");
            given.put(image.path("name").asText(), image.path("usefulness").asDouble());
            inHand = LongStream.concat(
                            LongStream.of(inHand), LongStream.of(task.path("id").asLong()))
                    .toArray();
        }
        LongStream.of(inHand).forEach(id -> me.send("DELETE", "/api/tasks/" + id + "/lease", ""));
        return given;
    }

    /** Mean binary entropy of the probability of cloud in the images of these names. */
    private static Map<String, Double> measured(Project project, Iterable<String> names) {
        Map<String, Double> entropies = new TreeMap<>();
        try (Model model = Model.bundled()) {
            for (String name : names) {
                Path file = project.fileOf(
                        project.database().tasks().ofImage(name).orElseThrow().image());
                try (RasterReader reader = RasterReader.open(file)) {
                    entropies.put(name, entropy(new Segmenter(model).segment(reader)));
                }
            }
        }
        return entropies;
    }

    private static double entropy(Mask mask) {
        double sum = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            double p = mask.cloudProbability(i % SIZE, i / SIZE) / 100.0;
            sum -= p == 0 || p == 1 ? 0 : (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        }
        return sum / (SIZE * SIZE);
    }

    private static void awaitRanked(Browser me, int images) throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            JsonNode progress = me.get("/api/project").json().path("progress");
            if (progress.path("useful").asInt() == images) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Not all images were ranked within a minute");
    }

    @Test
    void imagesComeByTheModelsMeasuredUncertaintyAlsoAfterARestart() throws Exception {
        Map<String, Double> first;
        try (Project project = open()) {
            project.setUp(ProjectSettings.defaults().withGrid(SIZE, 0));
            new SceneImport(project, project.settings())
                    .add(halfVeiled("fields.png", 4 * SIZE, 2 * SIZE), Progress.NONE);
            try (Prelabels prelabels = new Prelabels(project, Model.bundled());
                    AnnotationServer server = AnnotationServer.start(
                            project, ServerOptions.local().withPort(0).withPrelabels(prelabels, true))) {
                Browser me = Browser.of(server.address(), "me");
                awaitRanked(me, 8);
                first = asGiven(me);
            }
            Map<String, Double> measured = measured(project, first.keySet());
            assertThat(first).allSatisfy((name, said) -> assertThat(said).isCloseTo(measured.get(name), within(1e-9)));
            List<String> leastSureFirst = first.keySet().stream()
                    .sorted(Comparator.comparing(measured::get).reversed())
                    .toList();
            assertThat(first.keySet()).containsExactlyElementsOf(leastSureFirst);
            assertThat(leastSureFirst.subList(0, 4))
                    .as("the veiled half")
                    .allMatch(name -> name.matches(".*_x00(128|192)_.*"));
        }

        try (Project project = open();
                AnnotationServer server =
                        AnnotationServer.start(project, ServerOptions.local().withPort(0))) {
            assertThat(asGiven(Browser.of(server.address(), "ben")).entrySet())
                    .containsExactlyElementsOf(first.entrySet());
        }
    }

    @Test
    void whatIsUploadedWhilePeopleWorkIsRankedToo() throws Exception {
        try (Project project = open()) {
            project.setUp(ProjectSettings.defaults().withGrid(SIZE, 0));
            try (Prelabels prelabels = new Prelabels(project, Model.bundled());
                    AnnotationServer server = AnnotationServer.start(
                            project, ServerOptions.local().withPort(0).withPrelabels(prelabels, true))) {
                Browser me = Browser.of(server.address(), "me");
                me.upload("fields.png", Files.readAllBytes(halfVeiled("fields.png", 2 * SIZE, SIZE)));
                awaitRanked(me, 2);

                assertThat(asGiven(me).keySet()).containsExactly("fields_x00064_y00000", "fields_x00000_y00000");
            }
        }
    }
}
