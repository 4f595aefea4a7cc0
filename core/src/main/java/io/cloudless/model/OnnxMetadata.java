package io.cloudless.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Exchanges the {@code metadata_props} of an ONNX file and leaves every other byte as it is: of the Protocol Buffers message
 * {@code ModelProto} only the outermost fields are looked at.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class OnnxMetadata {
    /** {@code repeated StringStringEntryProto metadata_props = 14} of ModelProto. */
    private static final int METADATA_PROPS = 14;
    /** {@code key = 1} and {@code value = 2} of StringStringEntryProto. */
    private static final int KEY = 1;

    private static final int VALUE = 2;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final byte[] model;
    private int at;

    private OnnxMetadata(byte[] model) {
        this.model = model;
    }

    /**
     * The same model with these properties in place of all it had.
     *
     * @throws IllegalArgumentException if the bytes are no message
     */
    static byte[] replace(byte[] model, Map<String, String> properties) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
        try {
            new OnnxMetadata(model).copyOthers(out);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The model ends in the middle of a field", e);
        }
        properties.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            writeField(entry, KEY, key.getBytes(StandardCharsets.UTF_8));
            writeField(entry, VALUE, value.getBytes(StandardCharsets.UTF_8));
            writeField(out, METADATA_PROPS, entry.toByteArray());
        });
        return out.toByteArray();
    }

    private void copyOthers(ByteArrayOutputStream out) {
        while (at < model.length) {
            int start = at;
            long tag = readVarint();
            skip((int) (tag & 7));
            if (at > model.length) {
                throw new ArrayIndexOutOfBoundsException(at);
            }
            if (tag >>> 3 != METADATA_PROPS) {
                out.write(model, start, at - start);
            }
        }
    }

    private void skip(int wireType) {
        switch (wireType) {
            case VARINT -> readVarint();
            case FIXED_64 -> at += Long.BYTES;
            case FIXED_32 -> at += Integer.BYTES;
            case LENGTH_DELIMITED -> {
                long length = readVarint();
                at = (int) Math.min(Integer.MAX_VALUE, at + Math.max(0, length));
            }
            default -> throw new IllegalArgumentException("No Protocol Buffers message: wire type " + wireType);
        }
    }

    /** Seven bits in each byte, the lowest first; the eighth says that more follow. */
    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = model[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("No Protocol Buffers message: a number of more than 64 bits");
    }

    private static void writeField(ByteArrayOutputStream out, int number, byte[] content) {
        writeVarint(out, number << 3 | LENGTH_DELIMITED);
        writeVarint(out, content.length);
        out.writeBytes(content);
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
