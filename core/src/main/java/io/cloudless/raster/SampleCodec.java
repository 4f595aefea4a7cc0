package io.cloudless.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes single samples of one type in little-endian bytes. */
record SampleCodec(SampleType type) {
    private static final VarHandle SHORT = handle(short[].class);
    private static final VarHandle INT = handle(int[].class);
    private static final VarHandle FLOAT = handle(float[].class);
    private static final VarHandle DOUBLE = handle(double[].class);

    private static VarHandle handle(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    double get(byte[] samples, int index) {
        int at = index * type.bytes();
        return switch (type) {
            case UINT8 -> samples[at] & 0xFF;
            case INT8 -> samples[at];
            case UINT16 -> (short) SHORT.get(samples, at) & 0xFFFF;
            case INT16 -> (short) SHORT.get(samples, at);
            case UINT32 -> (int) INT.get(samples, at) & 0xFFFFFFFFL;
            case INT32 -> (int) INT.get(samples, at);
            case FLOAT32 -> (float) FLOAT.get(samples, at);
            case FLOAT64 -> (double) DOUBLE.get(samples, at);
        };
    }

    /** Integers are rounded half up and clamped to what the type can hold. */
    void put(byte[] samples, int index, double value) {
        int at = index * type.bytes();
        switch (type) {
            case UINT8 -> samples[at] = (byte) whole(value, 0, 0xFF);
            case INT8 -> samples[at] = (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT16 -> SHORT.set(samples, at, (short) whole(value, 0, 0xFFFF));
            case INT16 -> SHORT.set(samples, at, (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT32 -> INT.set(samples, at, (int) whole(value, 0, 0xFFFFFFFFL));
            case INT32 -> INT.set(samples, at, (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case FLOAT32 -> FLOAT.set(samples, at, (float) value);
            case FLOAT64 -> DOUBLE.set(samples, at, value);
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
