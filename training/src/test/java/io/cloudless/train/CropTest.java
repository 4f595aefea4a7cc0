package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.dataset.Chip;
import io.cloudless.raster.Pixels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CropTest {
    private static final int SIZE = 32;

    /** Wherever a crop is cut and however it is turned, image and truth stay together. */
    @ParameterizedTest
    @CsvSource({"20, 20", "20, 90", "90, 20", "90, 90", "32, 32", "31, 33", "47, 64", "65, 21"})
    void imageAndTruthShowTheSamePlace(int width, int height) {
        Chip chip = halves(width, height);
        SplittableRandom random = new SplittableRandom(1);
        for (int crops = 0; crops < 50; crops++) {
            Crop crop = Crop.random(chip, SIZE, random);

            float[] image = crop.image(chip);
            byte[] mask = crop.mask(chip);

            for (int i = 0; i < mask.length; i++) {
                // Between the halves, bilinear values lie between theirs.
                if (image[i] < 0.05 || image[i] > 0.95) {
                    assertThat(mask[i]).as("%s", crop).isEqualTo((byte) Math.round(image[i]));
                }
                assertThat(image[i]).as("%s", crop).isBetween(-1e-5f, 1 + 1e-5f);
            }
        }
    }

    /** Whatever way it is computed: each pixel is the mean of bilinear values at places spread over it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void eachPixelIsTheMeanOfWhatItCovers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] band = new float[70 * 50];
        for (int i = 0; i < band.length; i++) {
            band[i] = (float) random.nextDouble();
        }
        Chip chip = new Chip(new Pixels(70, 50, new float[][] {band}), new byte[band.length]);
        Crop crop = Crop.random(chip, SIZE, random);
        int u = random.nextInt(SIZE);
        int v = random.nextInt(SIZE);
        int column = Crop.column(crop.orientation(), u, v, SIZE);
        int row = Crop.row(crop.orientation(), u, v, SIZE);
        int samples = crop.scale() > 1.25 ? Math.max(2, (int) Math.ceil(crop.scale() / 2)) : 1;
        double sum = 0;
        for (int i = 0; i < samples * samples; i++) {
            double x = crop.left() + (column + (i % samples + 0.5) / samples) * crop.scale() - 0.5;
            double y = crop.top() + (row + (i / samples + 0.5) / samples) * crop.scale() - 0.5;
            sum += bilinear(band, 70, mirrored(x, 70), mirrored(y, 50));
        }

        assertThat(crop.image(chip)[v * SIZE + u]).isEqualTo((float) (sum / (samples * samples)), within(1e-4f));
    }

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static double bilinear(float[] band, int width, double x, double y) {
        int left = (int) Math.min(x, width - 2);
        int top = (int) Math.min(y, band.length / width - 2);
        int at = top * width + left;
        double upper = band[at] + (x - left) * (band[at + 1] - band[at]);
        double lower = band[at + width] + (x - left) * (band[at + width + 1] - band[at + width]);
        return upper + (y - top) * (lower - upper);
    }

    private static double mirrored(double at, int length) {
        double inside = at;
        while (inside < 0 || inside > length - 1) {
            inside = inside < 0 ? -inside : 2 * (length - 1) - inside;
        }
        return inside;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFlatImageStaysFlat(long seed) {
        float[] band = new float[60 * 70];
        Arrays.fill(band, 0.4f);
        Chip chip = new Chip(new Pixels(60, 70, new float[][] {band, band}), new byte[band.length]);

        float[] image = Crop.random(chip, SIZE, new SplittableRandom(seed)).image(chip);

        assertThat(image).hasSize(SIZE * SIZE * 2);
        for (float value : image) {
            assertThat(value).isEqualTo(0.4f, within(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void renditionsStayInRange(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] image = new float[SIZE * SIZE * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextDouble();
        }

        new Rendition(SIZE, SIZE, 3, random).apply(image);

        for (float value : image) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    /** Black and clear on the left, white and cloud on the right. */
    private static Chip halves(int width, int height) {
        float[] band = new float[width * height];
        byte[] mask = new byte[width * height];
        for (int i = 0; i < band.length; i++) {
            boolean right = i % width >= width / 2;
            band[i] = right ? 1 : 0;
            mask[i] = (byte) (right ? 1 : 0);
        }
        return new Chip(new Pixels(width, height, new float[][] {band}), mask);
    }
}
