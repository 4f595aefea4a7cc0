package io.cloudless.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Shows a crop as another sensor, or another way of making a picture, would have shown it: the same place through a
 * random atmosphere, stretch, gamma, colour cast, haze, blur and noise. Clouds must be known by shape and contrast, because
 * what is "bright" differs from one provider to the next.
 *
 * <p>On a fifth of the crops bands are mixed: grey as a panchromatic sensor shows it, false colours, and anything between.
 * Nearly half of the crops otherwise stay as they are: what a known sensor shows at its known scale is worth learning by heart. A
 * quarter gets another gain, the rest is stretched between percentiles or changed wildly.
 */
final class Rendition {
    private static final float[] NOISE = noise();

    private final int width;
    private final int height;
    private final int bands;
    private final SplittableRandom random;

    /** For images of this shape. */
    Rendition(int width, int height, int bands, SplittableRandom random) {
        this.width = width;
        this.height = height;
        this.bands = bands;
        this.random = random;
    }

    /**
     * Changes an image in place.
     *
     * @param image {@code width * height * bands} values from 0 to 1, bands interleaved
     */
    void apply(float[] image) {
        if (chance(0.2)) {
            mix(image);
        }
        if (chance(0.42)) {
            tone(image, factor(1.05), 1);
            clip(image);
        } else {
            applyOther(image);
        }
    }

    /** As {@link #apply}, but never as it is. */
    void applyOther(float[] image) {
        if (chance(0.5)) {
            atmosphere(image);
        }
        double kind = random.nextDouble();
        if (kind < 0.48) {
            tone(image, between(0.7, 1.7), factor(1.3));
        } else if (kind < 0.83) {
            stretch(image);
        } else {
            tone(image, between(0.45, 2.5), factor(1.8));
        }
        disturb(image);
        clip(image);
    }

    private static void clip(float[] image) {
        for (int i = 0; i < image.length; i++) {
            image[i] = Math.max(0, Math.min(1, image[i]));
        }
    }

    private void disturb(float[] image) {
        if (chance(0.5)) {
            cast(image, chance(0.4) ? 1.5 : 1.1);
        }
        if (chance(0.15)) {
            fade(image);
        }
        if (chance(0.15)) {
            haze(image);
        }
        if (chance(0.15)) {
            blur(image);
        }
        if (chance(0.35)) {
            noise(image);
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private double between(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    private double factor(double largest) {
        return between(1 / largest, largest);
    }

    /** Gain, then gamma, through a table. */
    private void tone(float[] image, double gain, double gamma) {
        float[] table = new float[1025];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) Math.pow(Math.min(1, gain * i / 1024.0), gamma);
        }
        for (int i = 0; i < image.length; i++) {
            float at = Math.max(0, Math.min(1, image[i])) * 1024;
            int index = Math.min(1023, (int) at);
            image[i] = table[index] + (at - index) * (table[index + 1] - table[index]);
        }
    }

    private void stretch(float[] image) {
        tone(image, between(0.3, 1), factor(1.1));
        double lowShare = random.nextDouble() * 0.02;
        double highShare = 1 - random.nextDouble() * 0.03;
        double floor = between(0.08, 0.5);
        double narrowest = between(0.1, 0.25);
        boolean together = chance(0.7);
        for (int group = 0; group < (together ? 1 : bands); group++) {
            int step = together ? 1 : bands;
            float[] sample = sample(image, group, step);
            double low = Math.min(floor, sample[(int) (lowShare * (sample.length - 1))]);
            double high = Math.max(low + narrowest, sample[(int) (highShare * (sample.length - 1))]);
            float gain = (float) (1 / (high - low));
            for (int i = group; i < image.length; i += step) {
                image[i] = (image[i] - (float) low) * gain;
            }
        }
    }

    /** Some two thousand values, sorted. */
    private static float[] sample(float[] image, int first, int step) {
        int stride = Math.max(1, image.length / step / 2048) * step + (step == 1 ? 1 : 0);
        float[] sample = new float[(image.length - first + stride - 1) / stride];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = image[first + i * stride];
        }
        Arrays.sort(sample);
        return sample;
    }

    /** Gains and offsets that differ from band to band: the white balance of a camera. */
    private void cast(float[] image, double strongest) {
        for (int band = 0; band < bands; band++) {
            float gain = (float) factor(strongest);
            float shift = (float) (random.nextDouble() - 0.5) * 0.04f;
            for (int i = band; i < image.length; i += bands) {
                image[i] = image[i] * gain + shift;
            }
        }
    }

    /**
     * Other bands than these: each becomes a weighted mean of all, the same for all (grey) half the time, else one for each. No
     * colour then tells cloud; shape, texture and brightness still do.
     */
    private void mix(float[] image) {
        boolean isGrey = chance(0.5);
        float own = chance(0.5) ? 0 : (float) random.nextDouble();
        float[][] shares = new float[bands][];
        for (int band = 0; band < bands; band++) {
            shares[band] = isGrey && band > 0 ? shares[0] : shares();
        }
        float[] pixel = new float[bands];
        for (int i = 0; i < image.length; i += bands) {
            System.arraycopy(image, i, pixel, 0, bands);
            for (int band = 0; band < bands; band++) {
                float mean = 0;
                for (int from = 0; from < bands; from++) {
                    mean += shares[band][from] * pixel[from];
                }
                image[i + band] = isGrey ? mean : own * pixel[band] + (1 - own) * mean;
            }
        }
    }

    /** Random ones of all bands, 1 together. */
    private float[] shares() {
        float[] shares = new float[bands];
        float sum = 0;
        for (int band = 0; band < bands; band++) {
            shares[band] = (float) -Math.log(1 - random.nextDouble());
            sum += shares[band];
        }
        for (int band = 0; band < bands; band++) {
            shares[band] /= sum;
        }
        return shares;
    }

    /** Towards grey. */
    private void fade(float[] image) {
        float share = (float) random.nextDouble();
        for (int i = 0; i < image.length; i += bands) {
            float mean = 0;
            for (int band = 0; band < bands; band++) {
                mean += image[i + band] / bands;
            }
            for (int band = 0; band < bands; band++) {
                image[i + band] += share * (mean - image[i + band]);
            }
        }
    }

    /**
     * Light that the air itself scatters towards the sensor, most of it blue (Rayleigh): sensors whose values nobody
     * corrected show dark places blue or green. Bands are taken to come from red to blue.
     */
    private void atmosphere(float[] image) {
        float light = (float) random.nextDouble() * 0.45f;
        float share = 1;
        for (int band = bands - 1; band >= 0; band--) {
            for (int i = band; i < image.length; i += bands) {
                image[i] += share * light * (1 - image[i]);
            }
            share *= 0.3f + 0.65f * (float) random.nextDouble();
        }
    }

    private void haze(float[] image) {
        float share = (float) random.nextDouble() * 0.25f;
        float light = 0.5f + (float) random.nextDouble() * 0.4f;
        for (int i = 0; i < image.length; i++) {
            image[i] += share * (light - image[i]);
        }
    }

    /** Means over a cross of five pixels. */
    private void blur(float[] image) {
        float[] sharp = image.clone();
        int row = width * bands;
        for (int y = 1; y < height - 1; y++) {
            for (int i = y * row + bands; i < (y + 1) * row - bands; i++) {
                image[i] = (2 * sharp[i] + sharp[i - bands] + sharp[i + bands] + sharp[i - row] + sharp[i + row]) / 6;
            }
        }
    }

    private void noise(float[] image) {
        float sigma = (float) random.nextDouble() * 0.02f;
        int at = random.nextInt(NOISE.length);
        for (int i = 0; i < image.length; i++) {
            image[i] += sigma * NOISE[at];
            at = at + 1 == NOISE.length ? 0 : at + 1;
        }
    }

    /** Normal deviates to start from anywhere; a prime count, so that rows of a crop do not repeat each other. */
    private static float[] noise() {
        java.util.Random random = new java.util.Random(1);
        float[] noise = new float[1_000_003];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
