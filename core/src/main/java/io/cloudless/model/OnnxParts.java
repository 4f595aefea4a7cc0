package io.cloudless.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks through all arrays of an ONNX file before ONNX Runtime sees it. An array may say that its values lie in another
 * file, or at some address in memory; a model may come from anybody and must read nothing but itself.
 *
 * <p>Of the Protocol Buffers messages only those are looked into in which there may be an array.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxParts {
    private static final int DEEPEST = 100;

    /** {@code external_data} and {@code data_location} of an array. */
    private static final int EXTERNAL_DATA = 13;

    private static final int DATA_LOCATION = 14;

    private final Path file;
    private final CodedInputStream in;

    /** The messages in which there may be arrays. */
    private enum Kind {
        MODEL,
        TRAINING,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_ARRAY,
        ARRAY;

        /** Which of them lies in which field. */
        private Map<Integer, Kind> fields() {
            return switch (this) {
                case MODEL -> Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION);
                case TRAINING -> Map.of(1, GRAPH, 2, GRAPH);
                case FUNCTION -> Map.of(7, NODE, 11, ATTRIBUTE);
                case GRAPH -> Map.of(1, NODE, 5, ARRAY, 15, SPARSE_ARRAY);
                case NODE -> Map.of(5, ATTRIBUTE);
                case ATTRIBUTE -> Map.of(5, ARRAY, 6, GRAPH, 10, ARRAY, 11, GRAPH, 22, SPARSE_ARRAY, 23, SPARSE_ARRAY);
                case SPARSE_ARRAY -> Map.of(1, ARRAY, 2, ARRAY);
                case ARRAY -> Map.of();
            };
        }
    }

    private OnnxParts(Path file, CodedInputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Passes a model whose arrays are all inside it.
     *
     * @param file what errors name
     * @throws InputException if one lies elsewhere, or this is no ONNX
     * @throws IOException if it cannot be read
     */
    static void check(Path file, InputStream onnx) throws IOException {
        try {
            new OnnxParts(file, CodedInputStream.newInstance(onnx)).check(Kind.MODEL, 0);
        } catch (InvalidProtocolBufferException e) {
            throw new InputException(file, "is damaged or no ONNX model (" + e.getMessage() + ")", Network.REMEDY, e);
        }
    }

    private void check(Kind kind, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InputException(
                    file, "its parts lie more than " + DEEPEST + " deep in each other", Network.REMEDY);
        }
        Map<Integer, Kind> fields = kind.fields();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            boolean isMessage = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            Kind inner = isMessage ? fields.get(field) : null;
            if (kind == Kind.ARRAY && (field == EXTERNAL_DATA || field == DATA_LOCATION)) {
                checkLocation(tag);
            } else if (inner == null) {
                in.skipField(tag);
            } else {
                int outside = in.pushLimit(in.readRawVarint32());
                check(inner, depth + 1);
                in.checkLastTagWas(0);
                in.popLimit(outside);
            }
        }
    }

    private void checkLocation(int tag) throws IOException {
        boolean isInside = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT && in.readRawVarint64() == 0;
        if (!isInside) {
            throw new InputException(
                    file,
                    "some of its values are not in the file itself but elsewhere",
                    "Save it as one file: onnx.save(onnx.load('model.onnx'), 'whole.onnx')");
        }
    }
}
