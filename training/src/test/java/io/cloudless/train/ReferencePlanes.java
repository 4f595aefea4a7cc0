package io.cloudless.train;

import java.util.Random;

/** Planes of numbers and what networks do to them, each step written out as its formula: slow, and right by reading. */
record ReferencePlanes(int size, double[][][] planes) {
    static float[] random(int count, double low, double high) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    static ReferencePlanes ofImage(float[] image, int size) {
        double[][][] planes = new double[image.length / (size * size)][size][size];
        for (int i = 0; i < image.length; i++) {
            planes[i / (size * size)][i / size % size][i % size] = image[i];
        }
        return new ReferencePlanes(size, planes);
    }

    ReferencePlanes bgr(double... mean) {
        return make(3, size, (c, y, x) -> planes[2 - c][y][x] * 255 - mean[c]);
    }

    /** Without bias. */
    ReferencePlanes conv(float[] kernel, int out, int edge, int stride, int padding, int groups) {
        int in = planes.length / groups;
        return make(out, (size + 2 * padding - edge) / stride + 1, (c, y, x) -> {
            double sum = 0;
            for (int i = 0; i < in; i++) {
                for (int v = 0; v < edge; v++) {
                    for (int u = 0; u < edge; u++) {
                        int row = y * stride + v - padding;
                        int column = x * stride + u - padding;
                        if (row >= 0 && row < size && column >= 0 && column < size) {
                            double weight = kernel[((c * in + i) * edge + v) * edge + u];
                            sum += weight * planes[c / (out / groups) * in + i][row][column];
                        }
                    }
                }
            }
            return sum;
        });
    }

    ReferencePlanes rectified() {
        return make(planes.length, size, (c, y, x) -> Math.max(0, planes[c][y][x]));
    }

    ReferencePlanes responseNorm(int channels, double alpha, double beta) {
        return make(planes.length, size, (c, y, x) -> {
            double power = 0;
            for (int i = Math.max(0, c - channels / 2); i <= Math.min(planes.length - 1, c + channels / 2); i++) {
                power += planes[i][y][x] * planes[i][y][x];
            }
            return planes[c][y][x] / Math.pow(1 + alpha / channels * power, beta);
        });
    }

    ReferencePlanes maxPool(int edge, int stride) {
        int pooled = (int) Math.ceil((size - edge) / (double) stride) + 1;
        return make(planes.length, pooled, (c, y, x) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int row = y * stride; row < Math.min(size, y * stride + edge); row++) {
                for (int column = x * stride; column < Math.min(size, x * stride + edge); column++) {
                    largest = Math.max(largest, planes[c][row][column]);
                }
            }
            return largest;
        });
    }

    ReferencePlanes concat(ReferencePlanes other) {
        return make(
                planes.length + other.planes.length,
                size,
                (c, y, x) -> c < planes.length ? planes[c][y][x] : other.planes[c - planes.length][y][x]);
    }

    double mean(int plane) {
        double sum = 0;
        for (double[] row : planes[plane]) {
            for (double value : row) {
                sum += value;
            }
        }
        return sum / (size * size);
    }

    private interface Value {
        double at(int plane, int row, int column);
    }

    private static ReferencePlanes make(int count, int size, Value value) {
        double[][][] planes = new double[count][size][size];
        for (int c = 0; c < count; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    planes[c][y][x] = value.at(c, y, x);
                }
            }
        }
        return new ReferencePlanes(size, planes);
    }
}
