package io.cloudless.model;

import java.nio.FloatBuffer;

/** What is done to values before the network and to its answer after it, where its graph does not do so itself. */
final class Activations {
    private Activations() {}

    /** Subtracts the mean and divides by the deviation of each channel, in place. */
    static void standardize(FloatBuffer values, ModelInput input, int count) {
        if (!input.isStandardized()) {
            return;
        }
        int channels = input.bands().size();
        int plane = values.capacity() / (count * channels);
        for (int at = 0, i = 0; at < count * channels; at++) {
            float mean = input.mean().get(at % channels).floatValue();
            float std = input.std().get(at % channels).floatValue();
            for (int end = i + plane; i < end; i++) {
                values.put(i, (values.get(i) - mean) / std);
            }
        }
    }

    /** Probabilities of all classes from the network's answer; in place where the size allows. */
    static FloatBuffer apply(FloatBuffer answer, ModelOutput output, int channels, int count) {
        int plane = answer.capacity() / (count * channels);
        if (channels == 1) {
            return complement(answer, count, plane, output.activation() == ModelOutput.Activation.SIGMOID);
        }
        if (output.activation() == ModelOutput.Activation.SOFTMAX) {
            for (int picture = 0; picture < count; picture++) {
                softmax(answer, picture * channels * plane, channels, plane);
            }
        }
        return answer.clear();
    }

    private static FloatBuffer complement(FloatBuffer answer, int count, int plane, boolean isLogit) {
        FloatBuffer both = FloatBuffer.allocate(2 * answer.capacity());
        for (int picture = 0; picture < count; picture++) {
            for (int i = 0; i < plane; i++) {
                float value = answer.get(picture * plane + i);
                float second = isLogit ? (float) (1 / (1 + Math.exp(-value))) : value;
                both.put(2 * picture * plane + i, 1 - second);
                both.put((2 * picture + 1) * plane + i, second);
            }
        }
        return both;
    }

    private static void softmax(FloatBuffer answer, int start, int channels, int plane) {
        for (int i = start; i < start + plane; i++) {
            float highest = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < channels; c++) {
                highest = Math.max(highest, answer.get(i + c * plane));
            }
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += Math.exp(answer.get(i + c * plane) - highest);
            }
            for (int c = 0; c < channels; c++) {
                int at = i + c * plane;
                answer.put(at, (float) (Math.exp(answer.get(at) - highest) / sum));
            }
        }
    }
}
