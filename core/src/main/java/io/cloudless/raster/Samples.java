package io.cloudless.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian samples in byte arrays. */
public final class Samples {
    public static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private Samples() {}

    /**
     * Copies a run of samples.
     *
     * @param from position of the first byte
     * @param step bytes from one sample to the next
     */
    public static void copy(SampleType type, byte[] source, int from, int step, float[] target, int to, int count) {
        int end = to + count;
        int at = from;
        switch (type) {
            case UINT8 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = source[at] & 0xFF;
                }
            }
            case INT8 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = source[at];
                }
            }
            case UINT16 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (short) SHORT.get(source, at) & 0xFFFF;
                }
            }
            case INT16 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (short) SHORT.get(source, at);
                }
            }
            case UINT32 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (int) INT.get(source, at) & 0xFFFFFFFFL;
                }
            }
            case INT32 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (int) INT.get(source, at);
                }
            }
            case FLOAT32 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (float) FLOAT.get(source, at);
                }
            }
            case FLOAT64 -> {
                for (int i = to; i < end; i++, at += step) {
                    target[i] = (float) (double) DOUBLE.get(source, at);
                }
            }
        }
    }

    /** Turns samples of this many bytes from big-endian to little-endian, in place. */
    public static void swapBytes(byte[] samples, int length, int sampleBytes) {
        for (int i = 0; i + sampleBytes <= length; i += sampleBytes) {
            for (int low = i, high = i + sampleBytes - 1; low < high; low++, high--) {
                byte swap = samples[low];
                samples[low] = samples[high];
                samples[high] = swap;
            }
        }
    }

    /** Unpacks samples of 1, 2 or 4 bits (most significant first, rows padded to bytes) to one byte each. */
    public static void unpack(byte[] packed, int rowBytes, int bits, byte[] target, int rowSamples, int rows) {
        int perByte = 8 / bits;
        int mask = (1 << bits) - 1;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < rowSamples; i++) {
                int shift = 8 - bits * (i % perByte + 1);
                target[row * rowSamples + i] = (byte) (packed[row * rowBytes + i / perByte] >> shift & mask);
            }
        }
    }
}
