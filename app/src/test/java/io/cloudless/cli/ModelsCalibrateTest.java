package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.Model;
import io.cloudless.model.ModelOutput;
import io.cloudless.model.Preference;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCalibrateTest {
    private static final int SIZE = 128;

    @TempDir
    Path folder;

    private Path images;
    private Path masks;
    private Path model;
    private Path out;

    /** Grey noise in which each pixel is cloud with a chance that rises with its brightness, slower than the model says. */
    @BeforeEach
    void writeScenes() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        masks = Files.createDirectory(folder.resolve("masks"));
        model = Scenes.model(folder);
        out = folder.resolve("calibrated.onnx");
        SplittableRandom random = new SplittableRandom(1);
        for (int scene = 0; scene < 3; scene++) {
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
            BufferedImage mask = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < SIZE * SIZE; i++) {
                int brightness = 125 + random.nextInt(57);
                double chance = 1 / (1 + Math.exp(-(brightness - 145) / 9.0));
                image.getRaster().setSample(i % SIZE, i / SIZE, 0, brightness);
                mask.getRaster().setSample(i % SIZE, i / SIZE, 0, random.nextDouble() < chance ? 1 : 0);
            }
            ImageIO.write(image, "png", images.resolve(scene + ".png").toFile());
            ImageIO.write(mask, "png", masks.resolve(scene + ".png").toFile());
        }
    }

    @Test
    void theCopyHasThresholdsAndProbabilitiesThatAreMeasured() {
        Run run = calibrate("--scale");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("3 scenes", "Log odds of cloud times", "balanced")
                .endsWith(out + "\n");
        try (Model copy = Model.open(out)) {
            ModelOutput output = copy.card().output();
            // The log odds of the model rise by 40 for each unit of brightness, those of the truth by 255 / 9.
            assertThat(output.calibration().slope()).isBetween(0.6, 0.8);
            assertThat(output.calibration().intercept()).isPositive();
            assertThat(Objects.requireNonNull(output.presets()).threshold(Preference.BALANCED))
                    .isEqualTo(output.cloudThreshold());
            assertThat(copy.card().provenance().figures()).contains("3 scenes");
        }
        assertThat(Run.of("models", "info", out).out()).contains("thresholds:", "recall:", "calibration:", "slope:");
        // What the command promised, the copy keeps.
        assertThat(calibrationError(out)).isLessThan(0.03).isLessThan(calibrationError(model) / 2);
    }

    @Test
    void theCardTellsTheThresholdOfShadowThatWasAskedFor() {
        calibrate("--shadow-threshold", "0.15");

        try (Model copy = Model.open(out)) {
            assertThat(copy.card().output().shadowThreshold()).isEqualTo(0.15);
        }
        assertThat(calibrate("--shadow-threshold", "1.5").exitCode()).isEqualTo(2);
    }

    @Test
    void theCardTellsHowMuchHazeTheModelKnows() {
        calibrate("--haze-limit", "0.15");

        try (Model copy = Model.open(out)) {
            assertThat(copy.card().hazeLimit()).isEqualTo(0.15);
        }
        assertThat(calibrate("--haze-limit", "-1").exitCode()).isEqualTo(2);
    }

    @Test
    void theCardSaysWhereTheModelFails() {
        calibrate("--limits", "snow: half of it is called cloud");

        assertThat(Run.of("models", "info", out).out()).contains("limits: snow: half of it is called cloud");
    }

    @Test
    void theSameScenesGiveTheSameFileWithAnyNumberOfThreads() throws IOException {
        calibrate("--scale", "--threads", 1);
        byte[] first = Files.readAllBytes(out);
        calibrate("--scale", "--threads", 3);

        assertThat(Files.readAllBytes(out)).isEqualTo(first);
    }

    @Test
    void withoutScalingTheProbabilitiesStayAsTheyAre() {
        assertThat(calibrate().out()).contains("stay as they are");

        assertThat(calibrationError(out)).isEqualTo(calibrationError(model));
    }

    @Test
    void whatCannotTeachAnythingIsRefusedAndNothingIsWritten() throws IOException {
        for (int scene = 0; scene < 3; scene++) {
            ImageIO.write(
                    new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    masks.resolve(scene + ".png").toFile());
        }
        assertThat(calibrate()).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains(masks.toString(), "only clear sky");
        });
        assertThat(Run.of(
                        "models",
                        "calibrate",
                        Scenes.colours(folder),
                        "--images",
                        images,
                        "--masks",
                        masks,
                        "--out",
                        out))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.err()).contains("classifies pictures as a whole");
                });
        assertThat(Run.of("models", "calibrate", model, "--images", images, "--out", out)
                        .exitCode())
                .isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private Run calibrate(Object... more) {
        Object[] words = {
            "models",
            "calibrate",
            model,
            "--images",
            images,
            "--masks",
            masks,
            "--out",
            out,
            "--resolution",
            30,
            "--quiet"
        };
        Object[] all = new Object[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Run.of(all);
    }

    private double calibrationError(Path subject) {
        String text = Run.of("evaluate", subject, "--images", images, "--masks", masks, "--resolution", 30)
                .out();
        return Double.parseDouble(text.replaceAll("(?s).*Expected calibration error ([0-9.]+).*", "$1"));
    }
}
