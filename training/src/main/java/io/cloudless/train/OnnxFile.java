package io.cloudless.train;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** An ONNX model (opset 17) while it is put together, in the words of its format. Names are those of results. */
final class OnnxFile {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("cloudless");
    private final Set<String> constants = new HashSet<>();

    /** Adds a node of one result; attributes may be added to what is returned. */
    NodeProto.Builder node(String type, String output, String... inputs) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    /** Adds a node that is complete. */
    void add(NodeProto node) {
        graph.addNode(node);
    }

    /** Stores an array that is complete. */
    void add(TensorProto array) {
        graph.addInitializer(array);
    }

    /** Stores an array as floats of 32 or 16 bits; its name. */
    String tensor(String name, Tensor tensor, ScalarType type) {
        Tensor plain = tensor.detach().cpu().to(type).contiguous(MemoryFormat.Contiguous);
        TensorProto.Builder initializer = TensorProto.newBuilder()
                .setName(name)
                .setDataType(
                        type == ScalarType.Half
                                ? TensorProto.DataType.FLOAT16_VALUE
                                : TensorProto.DataType.FLOAT_VALUE);
        for (long dimension = 0; dimension < plain.dim(); dimension++) {
            initializer.addDims(plain.size(dimension));
        }
        byte[] bytes = new byte[(int) (plain.numel() * plain.element_size())];
        new BytePointer(plain.data_ptr()).get(bytes);
        graph.addInitializer(initializer.setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    /** Stores a single number, once; its name. */
    String scalar(String name, double value) {
        return floats(name, List.of(value));
    }

    /** Stores numbers, once; their name. */
    String floats(String name, List<Double> values, long... dimensions) {
        if (constants.add(name)) {
            TensorProto.Builder initializer = constant(name, TensorProto.DataType.FLOAT_VALUE, dimensions);
            values.forEach(value -> initializer.addFloatData(value.floatValue()));
            graph.addInitializer(initializer);
        }
        return name;
    }

    /** Stores whole numbers in a row, once; their name. */
    String indices(String name, long... values) {
        if (constants.add(name)) {
            TensorProto.Builder initializer = constant(name, TensorProto.DataType.INT64_VALUE, values.length);
            for (long value : values) {
                initializer.addInt64Data(value);
            }
            graph.addInitializer(initializer);
        }
        return name;
    }

    private static TensorProto.Builder constant(String name, int type, long... dimensions) {
        TensorProto.Builder initializer = TensorProto.newBuilder().setName(name).setDataType(type);
        for (long dimension : dimensions) {
            initializer.addDims(dimension);
        }
        return initializer;
    }

    void input(String name, Object... dimensions) {
        graph.addInput(value(name, dimensions));
    }

    void output(String name, Object... dimensions) {
        graph.addOutput(value(name, dimensions));
    }

    byte[] bytes(Map<String, String> properties) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("cloudless")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph);
        properties.forEach((key, text) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** An array of floats, each dimension a number or, where it is free, a name. */
    private static ValueInfoProto value(String name, Object... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object dimension : dimensions) {
            if (dimension instanceof Integer size) {
                shape.addDimBuilder().setDimValue(size);
            } else {
                shape.addDimBuilder().setDimParam(dimension.toString());
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
