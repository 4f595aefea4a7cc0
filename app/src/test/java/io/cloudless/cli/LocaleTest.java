package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.ExportFormat;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.web.AnnotationServer;
import io.cloudless.annotate.web.Browser;
import io.cloudless.annotate.web.ServerOptions;
import io.cloudless.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands write and the server answers the same in a country with digits or letters of its own. */
class LocaleTest {
    private static final Locale USUAL = Locale.getDefault();

    /** Of each run in turn, so that paths in what is written are the same. */
    @TempDir
    private static Path folder;

    private static Map<String, String> expected;

    @BeforeAll
    static void runWhereDigitsArePlain() throws IOException {
        Locale.setDefault(Locale.ROOT);
        try {
            expected = results();
        } finally {
            Locale.setDefault(USUAL);
        }
    }

    @AfterEach
    void returnToTheUsualLocale() {
        Locale.setDefault(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR"})
    void everyFileAndEveryAnswerIsTheSame(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));

        Map<String, String> results = results();

        assertThat(results).containsOnlyKeys(expected.keySet());
        SoftAssertions.assertSoftly(softly -> results.forEach(
                (name, result) -> softly.assertThat(result).as(name).isEqualTo(expected.get(name))));
    }

    /** By the name of a file, a command or a request: what it holds, printed or got back. */
    private static Map<String, String> results() throws IOException {
        Map<String, String> results = new TreeMap<>();
        Path work = Files.createDirectory(folder.resolve("work"));
        for (Object[] words : commands(work)) {
            Run run = Run.of(words);
            assertThat(run.exitCode()).as(run.err()).isZero();
            results.put(List.of(words).toString(), withoutSpeed(run.out() + run.err()));
            if (words[0].equals("simulate")) {
                // A scene that does not say when it was taken has the time of its file.
                Files.setLastModifiedTime((Path) words[1], FileTime.from(Instant.EPOCH));
            }
        }
        annotate(work, results);
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // A database keeps when each row was written.
                if (!file.toString().contains("project.db")) {
                    results.put(file.toString(), readable(Files.readAllBytes(file)));
                }
            }
        }
        Files.move(work, Files.createTempDirectory(folder, "done").resolve("work"));
        return results;
    }

    private static List<Object[]> commands(Path work) throws IOException {
        Path model = Scenes.model(work);
        Path calibrated = work.resolve("calibrated.onnx");
        Path images = Files.createDirectory(work.resolve("images"));
        Path scene = images.resolve("coast.tif");
        return List.of(
                words("simulate", scene, "--size", 256, "--thin", 0.2, "--seed", 12345),
                words("simulate", images.resolve("town.tif"), "--size", 96, "--type", "uint8"),
                words("detect", scene, "--model", model, "--stac", "--probability", "--out", work.resolve("out")),
                words("detect", scene, "--model", model, "--format", "coco", "--out", work.resolve("coco")),
                words("detect", images.resolve("town.tif"), "--model", Scenes.classifier(work), "--method", "regions"),
                words("info", scene),
                words("info", model),
                words("predict", scene, "--model", model),
                words("predict", scene, "--model", model, "--json"),
                words(
                        "models",
                        "calibrate",
                        model,
                        "--images",
                        images,
                        "--masks",
                        images,
                        "--scale",
                        "--out",
                        calibrated),
                words("models", "info", calibrated),
                words("evaluate", calibrated, "--images", images, "--masks", images, "--out", work.resolve("report")),
                words("prepare", "--images", images, "--masks", images, "--size", 64, "--out", work.resolve("chips")),
                words("annotate", "import", scene, "--chip", 100, "--project", work.resolve("project")));
    }

    /** Marks half of an image in the page's way, and exports it as all there is. */
    private static void annotate(Path work, Map<String, String> results) {
        Path place = work.resolve("project");
        try (Project project = Project.open(place);
                AnnotationServer server =
                        AnnotationServer.start(project, ServerOptions.local().withPort(0))) {
            Browser browser = Browser.of(server.address(), "ana");
            for (String path : List.of("/", "/api/project", "/api/images/1/display.png", "/api/images/1/values.tif")) {
                results.put(path, answer(browser.get(path)));
            }
            results.put("range", answer(browser.get("/api/images/1/values.tif", "Range", "bytes=100-299")));
            String box = "[{\"type\":\"box\",\"x\":1.25,\"y\":2,\"width\":50.5,\"height\":101,\"label\":\"cloud\"}]";
            results.put("wrong", answer(browser.finish(1, 0, "done", box)));
            results.put("right", answer(browser.finish(1, 0, "done", box.replace("101", "90"))));
        }
        for (ExportFormat format : ExportFormat.values()) {
            Path out = work.resolve("export").resolve(format.toString());
            Run run = Run.of("annotate", "export", out, "--format", format, "--project", place);
            assertThat(run.exitCode()).as(run.err()).isZero();
            results.put("export " + format, run.out() + run.err());
        }
    }

    private static Object[] words(Object... words) {
        return words;
    }

    private static String answer(Browser.Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        return answer.status() + " " + headers + " "
                + readable(answer.response().body());
    }

    /** Text as it is, so that a difference can be read; else a digest. */
    private static String readable(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains("\0") ? Sha256.of(bytes) : text;
    }

    private static String withoutSpeed(String printed) {
        return printed.replaceAll("[0-9.,]+ (s|ms|Mpix/s|images/s)\\b", "… $1");
    }
}
