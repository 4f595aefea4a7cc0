package io.cloudless.raster.tiff;

import io.cloudless.raster.Samples;

/** Undoes the differencing that writers apply before compression (TIFF 6.0, section 14; TIFF Technical Note 3). */
final class TiffPredictor {
    private TiffPredictor() {}

    /**
     * Predictor 2: each sample is the difference to the one {@code samples} before it.
     *
     * @param row one row, little-endian; {@code from} and {@code bytes} mark it in a larger array
     */
    static void undoDifferences(byte[] row, int from, int bytes, int samples, int sampleBytes) {
        int end = from + bytes;
        int step = samples * sampleBytes;
        switch (sampleBytes) {
            case 1 -> {
                for (int i = from + step; i < end; i++) {
                    row[i] += row[i - step];
                }
            }
            case 2 -> {
                for (int i = from + step; i + 1 < end; i += 2) {
                    Samples.SHORT.set(row, i, (short)
                            ((short) Samples.SHORT.get(row, i) + (short) Samples.SHORT.get(row, i - step)));
                }
            }
            case 4 -> {
                for (int i = from + step; i + 3 < end; i += 4) {
                    Samples.INT.set(row, i, (int) Samples.INT.get(row, i) + (int) Samples.INT.get(row, i - step));
                }
            }
            default -> {
                for (int i = from + step; i + 7 < end; i += 8) {
                    Samples.LONG.set(row, i, (long) Samples.LONG.get(row, i) + (long) Samples.LONG.get(row, i - step));
                }
            }
        }
    }

    /**
     * Predictor 3: differences of bytes, the bytes of equal significance lying together, most significant first.
     *
     * @param row becomes little-endian
     * @param scratch at least {@code bytes} long
     */
    static void undoFloatingPoint(byte[] row, int from, int bytes, int samples, int sampleBytes, byte[] scratch) {
        for (int i = from + samples; i < from + bytes; i++) {
            row[i] += row[i - samples];
        }
        System.arraycopy(row, from, scratch, 0, bytes);
        int count = bytes / sampleBytes;
        for (int significance = 0; significance < sampleBytes; significance++) {
            int to = from + sampleBytes - 1 - significance;
            for (int i = 0; i < count; i++) {
                row[to + i * sampleBytes] = scratch[significance * count + i];
            }
        }
    }
}
