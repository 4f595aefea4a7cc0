package io.cloudless.raster.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazeCorrectionTest {
    private static final int SIZE = 200;
    private static final int[] RGB = {0, 1, 2};

    @TempDir
    private Path folder;

    @Test
    void whatTheDarkestPlacesShowMoreOfOneColourIsTakenOff() throws IOException {
        // Ground of 0 to 200 under air that adds 10 in red, 40 in green and 90 in blue.
        Path file = picture(red -> red + 10, green -> green + 40, blue -> blue + 90);

        Pixels corrected = corrected(file, RGB, 0.15);

        Pixels scaled = corrected(file, RGB, 1);
        HazeCorrection haze = haze(file, RGB, 0.15);
        assertThat(haze.light()[0]).isZero();
        assertThat(haze.light()[1]).isEqualTo(30 / 255f, within(0.01f));
        assertThat(haze.light()[2]).isEqualTo(80 / 255f, within(0.01f));
        assertThat(haze.explanation()).contains("0.3");
        for (int i = 0; i < SIZE * SIZE; i++) {
            assertThat(corrected.bands()[0][i]).isEqualTo(scaled.bands()[0][i]);
            float expected = (scaled.bands()[2][i] - haze.light()[2]) / (1 - haze.light()[2]);
            assertThat(corrected.bands()[2][i]).isEqualTo(Math.max(0, expected), within(1e-6f));
            assertThat(corrected.bands()[2][i]).isBetween(0f, 1f);
        }
    }

    @Test
    void whiteStaysWhite() throws IOException {
        Path file = picture(
                red -> red == 200 ? 255 : red,
                green -> green == 200 ? 255 : green,
                blue -> blue == 200 ? 255 : blue + 50);

        Pixels corrected = corrected(file, RGB, 0.1);

        float brightest = 0;
        for (float value : corrected.bands()[2]) {
            brightest = Math.max(brightest, value);
        }
        assertThat(brightest).isEqualTo(1, within(1e-6f));
    }

    @Test
    void aSceneWithinTheLimitOrOfOneGreyStaysAsItIs() throws IOException {
        assertThat(haze(picture(red -> red, green -> green + 10, blue -> blue + 30), RGB, 0.15)
                        .isNone())
                .isTrue();
        assertThat(haze(picture(red -> red, green -> green, blue -> blue + 55), RGB, 1)
                        .isNone())
                .isTrue();
        Path overcast = picture(red -> 150 + red / 4, green -> 150 + green / 4, blue -> 150 + blue / 4);
        assertThat(haze(overcast, RGB, 0.15).isNone()).isTrue();
    }

    @Test
    void redGroundIsNoHaze() throws IOException {
        assertThat(haze(picture(red -> red + 55, green -> green + 20, blue -> blue), RGB, 0.15)
                        .isNone())
                .isTrue();
    }

    @Test
    void bandsThatNobodySeesStayAsTheyAre() throws IOException {
        Path file = picture(red -> red, green -> green, blue -> blue + 55);

        HazeCorrection ofTwo = haze(file, new int[] {1, 2}, 0.15);

        assertThat(ofTwo.light()).hasSize(3);
        assertThat(ofTwo.light()[0]).isZero();
        assertThat(ofTwo.light()[2]).isPositive();
    }

    private static HazeCorrection haze(Path file, int[] visible, double limit) {
        try (RasterReader reader = RasterReader.open(file)) {
            SceneSample sample = new SceneSample(reader, RGB);
            return HazeCorrection.of(sample, ValueScaling.of(sample), visible, limit);
        }
    }

    private static Pixels corrected(Path file, int[] visible, double limit) {
        try (RasterReader reader = RasterReader.open(file)) {
            Pixels pixels = reader.read(reader.info().bounds(), RGB);
            SceneSample sample = new SceneSample(reader, RGB);
            ValueScaling scaling = ValueScaling.of(sample);
            scaling.apply(pixels);
            HazeCorrection.of(sample, scaling, visible, limit).apply(pixels);
            return pixels;
        }
    }

    /** Grey ground of 0 to 200, each colour changed. */
    private Path picture(IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(3);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int ground = random.nextInt(201);
                image.setRGB(
                        x,
                        y,
                        Math.min(255, red.applyAsInt(ground)) << 16
                                | Math.min(255, green.applyAsInt(ground)) << 8
                                | Math.min(255, blue.applyAsInt(ground)));
            }
        }
        Path file = folder.resolve("haze.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
