package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudless.model.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a user has it: unpacked into some folder and run as a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/cloudless is a shell script")
class DistributionIT {
    private static final String VERSION = System.getProperty("cloudless.version");

    @TempDir
    static Path temporary;

    private static Path home;

    @BeforeAll
    static void unpack() throws IOException {
        Path zip = Path.of(System.getProperty("cloudless.zip"));
        Path folder = Files.createDirectory(temporary.resolve("Über den Wolken"));
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(archive.getPath("/"))) {
            for (Path file : files.skip(1).toList()) {
                Path copy = folder.resolve(file.toString().substring(1));
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
            }
        }
        home = folder.resolve("cloudless-" + VERSION);
    }

    @Test
    void holdsNothingOfTheTrainingEngine() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .contains("cloudless.jar", "cloudless-core-" + VERSION + ".jar")
                    .noneMatch(name -> name.matches(".*(training|pytorch|tribuo).*"));
        }
    }

    @Test
    void carriesItsLicenceAndAttributions() {
        assertThat(List.of("LICENSE", "NOTICE", "README.md", "MODELS.md"))
                .allSatisfy(name -> assertThat(home.resolve(name)).isNotEmptyFile());
    }

    @Test
    void saysItsVersion() throws Exception {
        Result result = cloudless(Map.of(), "--version");

        assertThat(result).isEqualTo(new Result(0, "cloudless " + VERSION + "\n", ""));
    }

    @Test
    void runsThroughASymbolicLinkInAPlainCLocale() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), home.resolve("bin/cloudless"));

        Result result = run(List.of(link.toString(), "--version"), Map.of("LC_ALL", "C"));

        assertThat(result.out()).isEqualTo("cloudless " + VERSION + "\n");
    }

    @Test
    void needsNoPlaceForItsStartUpArchive() throws Exception {
        assertThat(cloudless(Map.of("CLOUDLESS_CACHE", "/proc/none"), "--version")
                        .exitCode())
                .isZero();
        assertThat(cloudless(Map.of("CLOUDLESS_CACHE", ""), "--version").exitCode())
                .isZero();
    }

    @Test
    void anImpossibleOptionIsWrongUseAndShowsHowToUseIt() throws Exception {
        Result result = cloudless(Map.of(), "detect", "scene.png", "--threshold", "7");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("0 and at most 1, not 7", "Usage: cloudless detect");
    }

    @Test
    void saysWhatIsWrongWithJavaHome() throws Exception {
        Result result = cloudless(Map.of("JAVA_HOME", temporary.toString()), "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("cloudless: JAVA_HOME is ").hasLineCount(1);
    }

    @Test
    void saysWhatIsWrongWithLibTorch() throws Exception {
        Result result = cloudless(Map.of("CLOUDLESS_LIBTORCH", temporary.toString()), "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("cloudless: CLOUDLESS_LIBTORCH is ").hasLineCount(1);
    }

    @Test
    void detectsTwiceTheSameWithAndWithoutTheStartUpArchive() throws Exception {
        assumeTrue(Model.class.getResource("clouds.onnx") != null, "no bundled model in this build");
        Path picture =
                picture(Files.createDirectory(temporary.resolve("pictures")).resolve("Küste 1.png"));
        Path cache = temporary.resolve("cache");
        List<byte[]> masks = new ArrayList<>();
        for (String out : List.of("first", "second")) {
            Path folder = temporary.resolve(out);
            Result result = cloudless(
                    Map.of("CLOUDLESS_CACHE", cache.toString(), "LC_ALL", "C"),
                    "detect",
                    picture.toString(),
                    "--out",
                    folder.toString());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("Küste 1").hasLineCount(1);
            masks.add(Files.readAllBytes(folder.resolve("Küste 1-mask.tif")));
            try (Stream<Path> archives = Files.list(cache)) {
                assertThat(archives).singleElement().asString().endsWith(".jsa");
            }
        }
        assertThat(masks.get(1)).isEqualTo(masks.get(0));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = "amd64",
            disabledReason = "OpenCV is in the zip for this system alone")
    void selectiveSearchHasTheLibrariesThatItNeeds() throws Exception {
        Path picture = picture(temporary.resolve("disc.png"));
        Path out = temporary.resolve("regions");

        Result result = cloudless(
                // A folder of its own: nothing of another run may help out.
                Map.of("CLOUDLESS_JAVA_OPTS", "-Dorg.bytedeco.javacpp.cachedir=" + temporary.resolve("natives")),
                "detect",
                picture.toString(),
                "--method",
                "regions",
                "--model",
                Scenes.classifier(temporary).toString(),
                "--out",
                out.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(out.resolve("disc-regions.json")).content().contains("coords");
    }

    /** Green land with a white disc on it. */
    private static Path picture(Path file) throws IOException {
        BufferedImage image = new BufferedImage(300, 260, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(60, 90, 50));
        graphics.fillRect(0, 0, 300, 260);
        graphics.setColor(new Color(245, 245, 245));
        graphics.fillOval(80, 60, 120, 120);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static Result cloudless(Map<String, String> environment, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/cloudless").toString()));
        command.addAll(List.of(words));
        return run(command, environment);
    }

    private static Result run(List<String> command, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile(temporary, "out", ".txt");
        Path err = Files.createTempFile(temporary, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CLOUDLESS_CACHE", "");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("ended by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    record Result(int exitCode, String out, String err) {}
}
