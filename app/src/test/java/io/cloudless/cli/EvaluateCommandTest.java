package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final int SIZE = 40;

    @TempDir
    Path folder;

    private Path images;
    private Path truth;
    private Path good;
    private Path poor;

    @BeforeEach
    void writeScenes() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        truth = Files.createDirectory(folder.resolve("truth"));
        good = Files.createDirectory(folder.resolve("good"));
        poor = Files.createDirectory(folder.resolve("poor masks"));
        for (String name : new String[] {"a", "b", "c"}) {
            write(images.resolve(name + ".png"), 200);
            write(truth.resolve(name + ".png"), 20);
            write(good.resolve(name + "-mask.png"), 22);
            write(poor.resolve(name + "-mask.png"), 30);
        }
        Files.writeString(
                folder.resolve("index.csv"),
                "scene,split,tags\na,train,snow\nb,validation,snow|sea\nc,validation,sea\n");
    }

    @Test
    void aFolderOfMasksIsEvaluatedWithoutAnyModel() {
        Run run = Run.of("evaluate", good, "--images", images, "--masks", truth);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        // 20 of 40 columns are cloud, 22 were called cloud.
        assertThat(run.out())
                .contains("3 scenes, 4,800 pixels")
                .contains("0.9091")
                .contains("0.9500");
    }

    @Test
    void anIndexSelectsAndTags() {
        Run run = Run.of(
                "evaluate",
                good,
                "--images",
                images,
                "--masks",
                truth,
                "--index",
                folder.resolve("index.csv"),
                "--where",
                "split=validation",
                "--tags",
                "tags");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 scenes").containsPattern("sea +2 ").containsPattern("snow +1 ");
    }

    @Test
    void twoAreComparedAndReported() throws IOException {
        Path out = folder.resolve("new/report");

        Run run = Run.of(
                "evaluate",
                good,
                "--images",
                images,
                "--masks",
                truth,
                "--against",
                poor,
                "--out",
                out,
                "--note",
                "<first>");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("against " + poor).contains("95 % interval");
        assertThat(out.resolve("statistics.json")).isNotEmptyFile();
        // Masks alone have no probabilities to put a threshold to.
        assertThat(out.resolve("thresholds.csv")).doesNotExist();
        assertThat(out.resolve("statistics.txt")).hasContent(run.out());
        assertThat(Files.readString(out.resolve("report.html"))).contains("&lt;first&gt;", "poor masks");
        assertThat(run.err()).contains("report.html");
    }

    @Test
    void aModelIsHeldAgainstKindsThatItDoesNotTellAndAgainstAnotherModel() throws IOException {
        Path scene = Scenes.png(images.resolve("d.png"));
        BufferedImage mask = new BufferedImage(Scenes.SIZE, Scenes.SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < Scenes.SIZE; y++) {
            for (int x = 0; x < Scenes.SIZE; x++) {
                // Beside each cloud its shadow.
                int shadow = x >= 8 && Scenes.isCloud(x - 8, y) ? 3 : 0;
                mask.getRaster().setSample(x, y, 0, Scenes.isCloud(x, y) ? 1 : shadow);
            }
        }
        ImageIO.write(mask, "png", truth.resolve("d.png").toFile());
        Files.writeString(folder.resolve("index.csv"), "scene,split\nd,validation\n");
        Path model = Scenes.model(folder);
        Path out = folder.resolve("report");

        Run run = Run.of(
                "evaluate",
                model,
                "--images",
                images,
                "--masks",
                truth,
                "--index",
                folder.resolve("index.csv"),
                "--against",
                Scenes.calibrated(folder),
                "--out",
                out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(scene).exists();
        assertThat(run.out())
                .contains("do not tell cloud shadow", "Expected calibration error", "best F0.5", "ECE")
                .containsPattern("cloud +" + Scenes.CLOUD_PIXELS + " +1.0000")
                .doesNotContain("BOA of shadow");
        assertThat(Files.readAllLines(out.resolve("thresholds.csv"))).hasSize(102);
        assertThat(Files.readString(out.resolve("statistics.json"))).contains("\"resamples\" : 2000");
    }

    @Test
    void wrongUseIsToldFromBadInput() {
        assertThat(Run.of("evaluate", good, "--images", images)).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--masks");
        });
        assertThat(Run.of("evaluate", good, "--images", images, "--masks", truth, "--where", "split=train"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("--index");
                });
        assertThat(Run.of("evaluate", good, "--images", images, "--masks", truth, "--where", "nonsense"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("nonsense");
                });
        assertThat(Run.of("evaluate", good, "--images", images, "--masks", truth, "--threshold", "0.4"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2));
    }

    @Test
    void badInputIsOneLineThatNamesIt() throws IOException {
        Files.delete(good.resolve("b-mask.png"));
        assertThat(Run.of("evaluate", good, "--images", images, "--masks", truth))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.err().strip())
                            .contains(good.toString(), "mask of b")
                            .hasLineCount(1);
                    assertThat(run.out()).isEmpty();
                });
        assertThat(Run.of(
                        "evaluate",
                        poor,
                        "--images",
                        images,
                        "--masks",
                        truth,
                        "--index",
                        folder.resolve("index.csv"),
                        "--tags",
                        "surface"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.err().strip())
                            .contains("index.csv", "surface", "split")
                            .hasLineCount(1);
                });
        assertThat(Run.of("evaluate", folder.resolve("no.onnx"), "--images", images, "--masks", truth))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.err().strip()).contains("no.onnx").hasLineCount(1);
                });
    }

    /** A grey picture whose first columns are 1, or all of one brightness. */
    private static void write(Path file, int value) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.getRaster().setSample(x, y, 0, value > SIZE ? value : x < value ? 1 : 0);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
