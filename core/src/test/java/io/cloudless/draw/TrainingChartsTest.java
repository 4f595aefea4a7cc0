package io.cloudless.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingChartsTest {
    private static final int VALIDATION_ORANGE = 0xE07A1F;
    private static final int TRAINING_BLUE = 0x2F7EC7;

    @TempDir
    Path run;

    @Test
    void chartsShowTrainingAndValidation() throws IOException {
        writeTables();

        TrainingCharts.write(run, "Run 1", "seed 1, 212,000 parameters");

        for (String chart : new String[] {"loss.png", "accuracy.png"}) {
            BufferedImage image = ImageIO.read(run.resolve(chart).toFile());
            assertThat(pixels(image, TRAINING_BLUE)).isGreaterThan(500);
            assertThat(pixels(image, VALIDATION_ORANGE)).isGreaterThan(500);
        }
    }

    @Test
    void theCourseShowsLossAndAccuracyAndWhatTheRunWasAskedFor() throws IOException {
        writeTables();

        byte[] few = TrainingCharts.writeCourse(run, "Run 1", "note", List.of("batch 32"))
                .orElseThrow();
        byte[] many = TrainingCharts.writeCourse(run, "Run 1", "note", Collections.nCopies(40, "batch 32"))
                .orElseThrow();

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(few));
        assertThat(pixels(image, TRAINING_BLUE)).as("validation loss").isGreaterThan(500);
        assertThat(pixels(image, VALIDATION_ORANGE)).as("validation accuracy").isGreaterThan(500);
        assertThat(run.resolve("training.png")).hasBinaryContent(many);
        assertThat(ImageIO.read(new ByteArrayInputStream(many)).getHeight())
                .as("room for the settings is made, none is left out")
                .isGreaterThan(image.getHeight());
        assertThat(TrainingCharts.writeCourse(run.resolve("nowhere"), "Run 2", "", List.of()))
                .isEmpty();
    }

    @Test
    void sameTablesSameBytes() throws IOException {
        writeTables();

        TrainingCharts.write(run, "Run 1", "");
        byte[] first = Files.readAllBytes(run.resolve("loss.png"));
        TrainingCharts.write(run, "Run 1", "");

        assertThat(run.resolve("loss.png")).hasBinaryContent(first);
    }

    @Test
    void aRunThatHasHardlyBegunHasFewerCharts() throws IOException {
        TrainingCharts.write(run, "Run 1", "");
        assertThat(run).isEmptyDirectory();

        Files.writeString(run.resolve("train.csv"), "iteration,loss,accuracy,learning_rate,seconds\n0,0.7,0.5,0.1,1\n");
        Files.writeString(run.resolve("validation.csv"), "iteration,loss,accuracy,learning_rate,seconds\n");
        TrainingCharts.write(run, "Run 1", "");

        assertThat(run.resolve("loss.png")).isNotEmptyFile();
        assertThat(pixels(ImageIO.read(run.resolve("loss.png").toFile()), VALIDATION_ORANGE))
                .isZero();
    }

    @Test
    void aDamagedTableIsNamedWithItsLine() throws IOException {
        Files.writeString(run.resolve("train.csv"), "iteration,loss,accuracy\n0,0.7\n");

        assertThatThrownBy(() -> TrainingCharts.write(run, "Run 1", ""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("train.csv")
                .hasMessageContaining("0,0.7");
    }

    @Test
    void smoothingSpreadsAPeakOverItsNeighbours() {
        double[] peak = new double[100];
        peak[50] = 10;

        double[] smoothed = TrainingCharts.smoothed(peak);

        assertThat(smoothed[47]).isZero();
        assertThat(smoothed).containsSequence(2, 2, 2, 2, 2);
        assertThat(smoothed[53]).isZero();
    }

    private void writeTables() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder train = new StringBuilder("iteration,loss,accuracy,learning_rate,seconds\n");
        StringBuilder validation = new StringBuilder("iteration,loss,accuracy,learning_rate,seconds\n");
        for (int i = 0; i < 6000; i += 10) {
            double ideal = 0.3 + 0.6 * Math.exp(-i / 1200.0);
            double loss = ideal + 0.08 * (random.nextDouble() - 0.5);
            train.append(String.format(Locale.ROOT, "%d,%.4f,%.4f,0.001,%d%n", i, loss, 1.05 - loss / 2, i / 4));
            if (i % 500 == 490) {
                validation.append(
                        String.format(Locale.ROOT, "%d,%.4f,%.4f,0.001,%d%n", i, ideal + 0.05, 1 - ideal / 2, i / 4));
            }
        }
        Files.writeString(run.resolve("train.csv"), train);
        Files.writeString(run.resolve("validation.csv"), validation);
    }

    private static long pixels(BufferedImage image, int colour) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> (pixel & 0xFFFFFF) == colour)
                .count();
    }
}
