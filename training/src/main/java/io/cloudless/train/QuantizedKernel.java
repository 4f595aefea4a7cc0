package io.cloudless.train;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A kernel stored in bytes: each of its numbers is a whole multiple, -127 to 127, of its output channel's unit. Half as large as
 * 16-bit floats; a network answers within half a percent as with those.
 *
 * @param bytes (out, in / groups, height, width), of 8-bit integers
 * @param units (out, 1, 1, 1), of 32-bit floats
 */
record QuantizedKernel(TensorProto bytes, TensorProto units) {
    private static final int LARGEST = 127;

    /**
     * Rounds a kernel.
     *
     * @param name of the bytes; that of the units is {@code name + ".unit"}
     * @param shape of the kernel, output channels first
     * @param values the last dimension fastest
     */
    static QuantizedKernel of(String name, List<Long> shape, float[] values) {
        int channels = Math.toIntExact(shape.get(0));
        int each = values.length / channels;
        byte[] rounded = new byte[values.length];
        TensorProto.Builder units = TensorProto.newBuilder()
                .setName(name + ".unit")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(channels);
        shape.stream().skip(1).forEach(dimension -> units.addDims(1));
        for (int channel = 0; channel < channels; channel++) {
            float largest = Float.MIN_NORMAL;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            float unit = largest / LARGEST;
            units.addFloatData(unit);
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                rounded[i] = (byte) Math.round(values[i] / unit);
            }
        }
        TensorProto.Builder bytes = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT8_VALUE)
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(rounded));
        return new QuantizedKernel(bytes.build(), units.build());
    }

    /**
     * What a kernel's bytes stand for.
     *
     * @param units one for each output channel
     * @throws IllegalArgumentException if there are not as many bytes as the shape says, or as many units as channels
     */
    static float[] values(TensorProto bytes, float[] units) {
        byte[] rounded = bytes.getRawData().toByteArray();
        long[] shape = bytes.getDimsList().stream().mapToLong(size -> size).toArray();
        if (shape.length == 0
                || rounded.length == 0
                || rounded.length != PretrainedLayer.count(shape)
                || units.length != shape[0]) {
            throw new IllegalArgumentException(rounded.length + " bytes and " + units.length + " units for a kernel of "
                    + PretrainedLayer.text(shape));
        }
        float[] values = new float[rounded.length];
        int each = values.length / units.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = rounded[i] * units[i / each];
        }
        return values;
    }
}
