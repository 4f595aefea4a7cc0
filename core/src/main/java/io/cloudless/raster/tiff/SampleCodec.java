package io.cloudless.raster.tiff;

import io.cloudless.raster.SampleType;
import io.cloudless.raster.Samples;

/** Reads and writes single samples of one type in little-endian bytes. */
record SampleCodec(SampleType type) {
    double get(byte[] samples, int index) {
        int at = index * type.bytes();
        return switch (type) {
            case UINT8 -> samples[at] & 0xFF;
            case INT8 -> samples[at];
            case UINT16 -> (short) Samples.SHORT.get(samples, at) & 0xFFFF;
            case INT16 -> (short) Samples.SHORT.get(samples, at);
            case UINT32 -> (int) Samples.INT.get(samples, at) & 0xFFFFFFFFL;
            case INT32 -> (int) Samples.INT.get(samples, at);
            case FLOAT32 -> (float) Samples.FLOAT.get(samples, at);
            case FLOAT64 -> (double) Samples.DOUBLE.get(samples, at);
        };
    }

    /** Integers are rounded half up and clamped to what the type can hold. */
    void put(byte[] samples, int index, double value) {
        int at = index * type.bytes();
        switch (type) {
            case UINT8 -> samples[at] = (byte) whole(value, 0, 0xFF);
            case INT8 -> samples[at] = (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT16 -> Samples.SHORT.set(samples, at, (short) whole(value, 0, 0xFFFF));
            case INT16 -> Samples.SHORT.set(samples, at, (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT32 -> Samples.INT.set(samples, at, (int) whole(value, 0, 0xFFFFFFFFL));
            case INT32 -> Samples.INT.set(samples, at, (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case FLOAT32 -> Samples.FLOAT.set(samples, at, (float) value);
            case FLOAT64 -> Samples.DOUBLE.set(samples, at, value);
        }
    }

    /** Whether this type stores the value as it is. */
    boolean holds(double value) {
        byte[] sample = new byte[type.bytes()];
        put(sample, 0, value);
        return Double.compare(get(sample, 0), value) == 0 || (type == SampleType.FLOAT32 && !Double.isNaN(value));
    }

    private static long whole(double value, long least, long most) {
        return Math.max(least, Math.min(most, Math.round(value)));
    }
}
