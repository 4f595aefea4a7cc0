package io.cloudless.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    private OnnxMetadata() {}

    /**
     * The same model with these properties in place of all it had.
     *
     * @throws IllegalArgumentException if the bytes are no message
     */
    static byte[] replace(byte[] model, Map<String, String> properties) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
        try {
            copyOthers(model, out);
            CodedOutputStream appended = CodedOutputStream.newInstance(out);
            for (Map.Entry<String, String> property : properties.entrySet()) {
                appended.writeByteArray(METADATA_PROPS, entry(property.getKey(), property.getValue()));
            }
            appended.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes are no message of Protocol Buffers", e);
        }
    }

    private static void copyOthers(byte[] model, ByteArrayOutputStream out) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(model);
        int start = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            in.skipField(tag);
            int end = in.getTotalBytesRead();
            if (WireFormat.getTagFieldNumber(tag) != METADATA_PROPS) {
                out.write(model, start, end - start);
            }
            start = end;
        }
    }

    private static byte[] entry(String key, String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream entry = CodedOutputStream.newInstance(bytes);
        entry.writeString(KEY, key);
        entry.writeString(VALUE, value);
        entry.flush();
        return bytes.toByteArray();
    }
}
