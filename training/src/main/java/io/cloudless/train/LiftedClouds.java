package io.cloudless.train;

import io.cloudless.simulate.CloudLayer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Real clouds lifted from the crop they were seen on. Over dark, even ground what is brighter than the ground is cloud: its
 * opacity is how far its brightness lies on the way from the ground's to the thickest cloud's.
 */
final class LiftedClouds {
    /** Cloud of less brightness than this still shows the ground. */
    private static final float WHITE = 0.5f;

    /** The brightness that this share of the clouds stays below is that of the thickest. */
    private static final double THICKEST = 0.98;

    private static final float BRIGHTEST_GROUND = 0.3f;
    /** Between a tenth and nine tenths of the ground, by brightness. */
    private static final float WIDEST_GROUND = 0.13f;

    /** Share of the crop that must be cloud, and ground. */
    private static final double LEAST = 0.04;
    /** Pixels on both sides over which the edge of the mask is softened. */
    private static final int SOFT = 2;

    private final float[] image;
    private final byte[] sets;
    private final int size;
    private final int bands;

    private LiftedClouds(float[] image, byte[] sets, int size) {
        this.image = image;
        this.sets = sets;
        this.size = size;
        this.bands = image.length / sets.length;
    }

    /**
     * Lifts the clouds.
     *
     * @param image square, bands interleaved
     * @param sets truth of its pixels
     * @param size edge in pixels
     * @return the clouds, with shadows cast in a random direction; null where the ground is not dark and even, or where there
     *     are hardly any clouds or hardly anything else
     */
    static @Nullable CloudLayer of(float[] image, byte[] sets, int size, SplittableRandom random) {
        return new LiftedClouds(image, sets, size).lift(random);
    }

    private @Nullable CloudLayer lift(SplittableRandom random) {
        float[] ground = brightness(false);
        float[] cloud = brightness(true);
        if (ground.length < LEAST * sets.length || cloud.length < LEAST * sets.length) {
            return null;
        }
        float middle = ground[ground.length / 2];
        if (middle > BRIGHTEST_GROUND || ground[ground.length * 9 / 10] - ground[ground.length / 10] > WIDEST_GROUND) {
            return null;
        }
        float white = Math.max(WHITE, cloud[(int) (THICKEST * (cloud.length - 1))]);
        float[] colour = groundColour(middle);
        float[] share = softened();
        float[] opacity = new float[sets.length];
        float[][] light = new float[bands][sets.length];
        for (int i = 0; i < sets.length; i++) {
            float stopped = Math.max(0, Math.min(1, (brightness(i) - middle) / (white - middle)));
            opacity[i] = share[i] * stopped;
            for (int band = 0; band < bands; band++) {
                light[band][i] = share[i] * Math.max(0, image[i * bands + band] - colour[band] * (1 - stopped));
            }
        }
        return new CloudLayer(size, size, opacity, light, shadow(opacity, random));
    }

    private boolean isCloud(int at) {
        return sets[at] != ClassSets.UNKNOWN && (sets[at] & ClassSets.CLOUD) != 0;
    }

    /** Mean of the bands. */
    private float brightness(int at) {
        float sum = 0;
        for (int band = 0; band < bands; band++) {
            sum += image[at * bands + band];
        }
        return sum / bands;
    }

    /** Of all that is cloud, or of all that is known not to be, sorted. */
    private float[] brightness(boolean ofCloud) {
        float[] found = new float[sets.length];
        int count = 0;
        for (int i = 0; i < sets.length; i++) {
            if (sets[i] != ClassSets.UNKNOWN && isCloud(i) == ofCloud) {
                found[count++] = brightness(i);
            }
        }
        float[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Mean over the ground that is about as bright as its middle. */
    private float[] groundColour(float middle) {
        double[] sums = new double[bands];
        int count = 0;
        for (int i = 0; i < sets.length; i++) {
            if ((sets[i] & ClassSets.CLOUD) == 0 && Math.abs(brightness(i) - middle) < WIDEST_GROUND / 4) {
                count++;
                for (int band = 0; band < bands; band++) {
                    sums[band] += image[i * bands + band];
                }
            }
        }
        float[] mean = new float[bands];
        for (int band = 0; band < bands; band++) {
            mean[band] = count == 0 ? middle : (float) (sums[band] / count);
        }
        return mean;
    }

    /** 1 within the clouds of the truth, 0 beyond, a ramp between. */
    private float[] softened() {
        float[] mask = new float[sets.length];
        for (int i = 0; i < sets.length; i++) {
            mask[i] = isCloud(i) ? 1 : 0;
        }
        return means(means(mask, 1, size), size, 1);
    }

    /** Means along lines whose pixels lie {@code step} apart, the lines themselves {@code lineStep}. */
    private float[] means(float[] values, int step, int lineStep) {
        float[] result = new float[values.length];
        for (int line = 0; line < size; line++) {
            for (int i = 0; i < size; i++) {
                float sum = 0;
                for (int near = i - SOFT; near <= i + SOFT; near++) {
                    sum += values[line * lineStep + Math.max(0, Math.min(size - 1, near)) * step];
                }
                result[line * lineStep + i * step] = sum / (2 * SOFT + 1);
            }
        }
        return result;
    }

    /** 3 to 60 pixels away. */
    private float[] shadow(float[] opacity, SplittableRandom random) {
        double direction = 2 * Math.PI * random.nextDouble();
        double distance = 3 * Math.pow(20, random.nextDouble());
        int right = (int) Math.round(distance * Math.cos(direction));
        int down = (int) Math.round(distance * Math.sin(direction));
        float[] shadow = new float[opacity.length];
        for (int y = Math.max(0, down); y < Math.min(size, size + down); y++) {
            for (int x = Math.max(0, right); x < Math.min(size, size + right); x++) {
                shadow[y * size + x] = opacity[(y - down) * size + x - right];
            }
        }
        return shadow;
    }
}
