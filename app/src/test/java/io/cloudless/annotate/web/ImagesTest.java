package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.AnnotationExport;
import io.cloudless.annotate.Databases;
import io.cloudless.annotate.ExportFormat;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SampleScenes;
import io.cloudless.annotate.SceneImport;
import io.cloudless.model.Model;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ImagesTest {
    private static final int SIZE = 64;

    @TempDir
    Path folder;

    private final Databases database;
    private Project project;
    private Prelabels prelabels;
    private AnnotationServer server;
    private Browser me;
    private byte[] values;

    ImagesTest(Databases database) {
        this.database = database;
    }

    /** A picture whose upper left quarter is white, in four images; a model that calls white cloud. */
    @BeforeEach
    void serve() throws IOException {
        project = database.open(folder.resolve("project"));
        ProjectSettings settings = ProjectSettings.defaults().withGrid(SIZE, 0);
        project.setUp(settings);
        BufferedImage picture = new BufferedImage(2 * SIZE, 2 * SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                picture.setRGB(x, y, x < 40 && y < 30 ? 0xFFFFFF : 0x101010);
            }
        }
        Path file = folder.resolve("picture.png");
        ImageIO.write(picture, "png", file.toFile());
        new SceneImport(project, settings).add(file, Progress.NONE);
        Path model = folder.resolve("brightness.onnx");
        try (InputStream in =
                Objects.requireNonNull(ImagesTest.class.getResourceAsStream("/io/cloudless/cli/brightness.onnx"))) {
            Files.copy(in, model);
        }
        prelabels = new Prelabels(project, Model.open(model));
        server = AnnotationServer.start(
                project,
                ServerOptions.local()
                        .withPort(0)
                        .withPrelabels(prelabels, false)
                        .withUploads(10_000, 3 * 100 * 100));
        me = Browser.of(server.address(), "me");
        values = Files.readAllBytes(
                project.fileOf(project.database().images().find(1).orElseThrow()));
    }

    @AfterEach
    void close() {
        server.close();
        prelabels.close();
        project.close();
    }

    @Test
    void valuesComeWholeOrInRanges() {
        String path = "/api/images/1/values.tif";
        Browser.Answer whole = me.get(path);
        assertThat(whole.response().body()).isEqualTo(values);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");

        Browser.Answer part = me.get(path, "Range", "bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(values, 10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + values.length);
        assertThat(me.get(path, "Range", "bytes=-5").response().body())
                .isEqualTo(Arrays.copyOfRange(values, values.length - 5, values.length));
        assertThat(me.get(path, "Range", "bytes=" + (values.length - 3) + "-999999")
                        .response()
                        .body())
                .hasSize(3);
        assertThat(me.get(path, "Range", "bytes=" + values.length + "-").status())
                .isEqualTo(416);
        assertThat(me.get(path, "Range", "lines=1-2").status()).isEqualTo(200);
        assertThat(me.get(path, "If-None-Match", whole.header("ETag")).status()).isEqualTo(304);
    }

    @Test
    void thePictureShowsTheImage() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                me.get("/api/images/1/display.png").response().body()));

        assertThat(picture.getRGB(39, 29) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(picture.getRGB(40, 30) & 0xFFFFFF).isEqualTo(0x101010);
    }

    @Test
    void neighboursAreThoseThatTouch() {
        JsonNode around = me.get("/api/images/1/neighbours").json();

        assertThat(around.path("images")).hasSize(4);
        assertThat(around.path("scene").path("width").asInt()).isEqualTo(2 * SIZE);
    }

    @Test
    void whatTheModelFindsIsAMaskOfExactlyThosePixels() {
        JsonNode found = me.get("/api/images/1/prelabels").json();

        assertThat(found.path("shapes")).hasSize(1);
        JsonNode mask = found.path("shapes").get(0);
        assertThat(mask.path("label").asText()).isEqualTo("cloud");
        assertThat(mask.path("origin").asText()).isEqualTo("model");
        assertThat(mask.path("width").asInt()).isBetween(39, 41);
        assertThat(found.path("usefulness").asDouble()).isBetween(0.0, 1.0);
        assertThat(me.get("/api/images/4/prelabels").json().path("shapes")).isEmpty();
    }

    @Test
    void theServerTellsWhatWasAcceptedUnseenFromWhatWasCorrected() {
        String shapes = me.get("/api/images/1/prelabels").json().path("shapes").toString();
        assertThat(me.finish(1, 0, "done", shapes).json().path("model").asText())
                .isEqualTo("unseen");

        String hidden = shapes.replace("\"origin\":\"model\"", "\"origin\":\"person\"");
        assertThat(me.finish(1, 1, "done", hidden).json().path("model").asText())
                .isEqualTo("unseen");

        String corrected = shapes.replaceFirst("]$", ",{\"type\":\"whole\",\"label\":\"thin cloud\"}]");
        assertThat(me.finish(1, 2, "done", corrected).json().path("model").asText())
                .isEqualTo("corrected");

        assertThat(me.finish(1, 3, "done", "[]").json().path("model").asText()).isEqualTo("none");
    }

    @Test
    void whatWasAcceptedUnseenCanBeLeftOutOfAnExportUntilSomebodyReviewedIt() {
        AnnotationExport export = new AnnotationExport(project, false, false);
        String shapes = me.get("/api/images/1/prelabels").json().path("shapes").toString();
        me.finish(1, 0, "done", shapes);
        me.finish(2, 0, "done", "[]");
        assertThat(export.write(folder.resolve("labels"), ExportFormat.COCO, Progress.NONE))
                .isEqualTo(1);

        assertThat(me.review(1, 1, "accept", "").status()).isEqualTo(200);

        assertThat(export.write(folder.resolve("labels"), ExportFormat.COCO, Progress.NONE))
                .isEqualTo(2);
    }

    @Test
    void whatTheModelIsUnsureOfComesFirst() {
        prelabels.rankAll(Progress.NONE);

        JsonNode first = me.next("useful");

        double most = 0;
        for (int id = 1; id <= 4; id++) {
            most = Math.max(
                    most,
                    me.get("/api/images/" + id + "/prelabels")
                            .json()
                            .path("usefulness")
                            .asDouble());
        }
        assertThat(first.path("image").path("usefulness").asDouble()).isEqualTo(most);
        assertThat(me.get("/api/project").json().path("progress").path("useful").asInt())
                .isEqualTo(4);
    }

    @Test
    void aSceneThatIsUploadedIsImported() throws Exception {
        byte[] scene = Files.readAllBytes(SampleScenes.uint16(folder.resolve("new.tif"), 32, 32));

        Browser.Answer answer = me.upload("..%2Fnew%20coast.tif", scene);

        assertThat(answer.status()).isEqualTo(202);
        JsonNode job = finished(answer);
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.path("message").asText()).isEqualTo("1 new image");
        assertThat(project.database().tasks().ofImage("new coast")).isPresent();
        assertThat(folder.resolve("project/uploads")).isEmptyDirectory();
    }

    @Test
    void uploadsThatAreNoImagesOrTooLargeAreRefused() throws Exception {
        assertThat(me.upload("a.vrt", "<VRTDataset><SourceFilename>/etc/passwd".getBytes())
                        .status())
                .isEqualTo(400);
        byte[] tooLarge = Arrays.copyOf(Files.readAllBytes(folder.resolve("picture.png")), 10_001);
        assertThat(me.upload("large.png", tooLarge).status()).isEqualTo(413);
        Browser.Answer many = me.upload("many.png", Files.readAllBytes(folder.resolve("picture.png")));
        assertThat(finished(many).path("state").asText()).isEqualTo("failed");
        assertThat(finished(many).path("message").asText()).contains("many", "pixels");
        byte[] broken = Arrays.copyOf(Files.readAllBytes(SampleScenes.uint16(folder.resolve("x.tif"), 32, 32)), 200);
        assertThat(finished(me.upload("broken.tif", broken)).path("state").asText())
                .isEqualTo("failed");
        assertThat(folder.resolve("project/uploads")).isEmptyDirectory();
    }

    private JsonNode finished(Browser.Answer upload) throws InterruptedException {
        String path = "/api/jobs/" + upload.json().path("job").asText();
        JsonNode job = me.get(path).json();
        for (int i = 0; i < 500 && job.path("state").asText().equals("running"); i++) {
            Thread.sleep(20);
            job = me.get(path).json();
        }
        // The file goes when the job has ended.
        Thread.sleep(20);
        return job;
    }
}
