package io.cloudless.model;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies a {@link Calibration} to the probabilities of all classes: those of cloud take a common factor and so do the
 * others, so that the likeliest kind of either stays the likeliest.
 */
final class CloudScaling {
    /** So many that a logarithm and a power for each pixel are spared, at an error far below a percent. */
    private static final int STEPS = 4096;

    private final int classes;
    private final int[] clouds;
    private final int[] others;
    private final float[] table = new float[STEPS + 2];

    /** @param output of a network that segments */
    CloudScaling(ModelOutput output) {
        List<MaskClass> known = output.classes();
        this.classes = known.size();
        this.clouds =
                IntStream.range(0, classes).filter(c -> known.get(c).isCloud()).toArray();
        this.others =
                IntStream.range(0, classes).filter(c -> !known.get(c).isCloud()).toArray();
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) output.calibration().apply(Math.min(1, (double) i / STEPS));
        }
    }

    /** @param probabilities {@code [count][class][plane]}, in place */
    void apply(FloatBuffer probabilities, int count) {
        int plane = probabilities.remaining() / (count * classes);
        for (int picture = 0; picture < count; picture++) {
            int start = picture * classes * plane;
            for (int i = start; i < start + plane; i++) {
                float cloud = 0;
                for (int c : clouds) {
                    cloud += probabilities.get(i + c * plane);
                }
                // A certain network stays certain; NaN stays NaN.
                if (cloud > 0 && cloud < 1) {
                    float scaled = scaled(cloud);
                    multiply(probabilities, i, plane, clouds, scaled / cloud);
                    multiply(probabilities, i, plane, others, (1 - scaled) / (1 - cloud));
                }
            }
        }
    }

    private float scaled(float probability) {
        float place = probability * STEPS;
        int step = (int) place;
        return table[step] + (place - step) * (table[step + 1] - table[step]);
    }

    private static void multiply(FloatBuffer probabilities, int at, int plane, int[] channels, float factor) {
        for (int c : channels) {
            probabilities.put(at + c * plane, probabilities.get(at + c * plane) * factor);
        }
    }
}
