package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.dataset.Chip;
import io.cloudless.raster.Pixels;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CropTest {
    private static final int SIZE = 32;

    /** Wherever a crop is cut and however it is turned, image and truth stay together. */
    @Property(tries = 200)
    void imageAndTruthShowTheSamePlace(
            @ForAll long seed,
            @ForAll @IntRange(min = 20, max = 90) int width,
            @ForAll @IntRange(min = 20, max = 90) int height) {
        Chip chip = halves(width, height);
        Crop crop = Crop.random(chip, SIZE, new SplittableRandom(seed));

        float[] image = crop.image(chip);
        byte[] mask = crop.mask(chip);

        for (int i = 0; i < mask.length; i++) {
            // Between the halves, bilinear values lie between theirs.
            if (image[i] < 0.05 || image[i] > 0.95) {
                assertThat(mask[i]).isEqualTo((byte) Math.round(image[i]));
            }
            assertThat(image[i]).isBetween(-1e-5f, 1 + 1e-5f);
        }
    }

    @Property(tries = 50)
    void aFlatImageStaysFlat(@ForAll long seed) {
        float[] band = new float[60 * 70];
        java.util.Arrays.fill(band, 0.4f);
        Chip chip = new Chip(new Pixels(60, 70, new float[][] {band, band}), new byte[band.length]);

        float[] image = Crop.random(chip, SIZE, new SplittableRandom(seed)).image(chip);

        assertThat(image).hasSize(SIZE * SIZE * 2);
        for (float value : image) {
            assertThat(value).isEqualTo(0.4f, within(1e-5f));
        }
    }

    @Property(tries = 50)
    void renditionsStayInRange(@ForAll long seed) {
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
