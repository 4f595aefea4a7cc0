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
import io.cloudless.model.ModelCard;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes a {@link Graph} with its weights and card as an ONNX model (opset 17) that answers class probabilities. Batch
 * normalisation is folded into the convolutions; kernels are stored as 16-bit floats, which halves the file, and widened
 * when it is loaded.
 */
final class OnnxExport {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final Graph graph;
    private final Weights weights;
    private final GraphProto.Builder onnx = GraphProto.newBuilder().setName("cloudless");

    private OnnxExport(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** The model file's bytes. */
    static byte[] write(Graph graph, Weights weights, ModelCard card) {
        OnnxExport export = new OnnxExport(graph, weights);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            graph.nodes().forEach(export::add);
        }
        export.node("Softmax", "probabilities", name(graph.output())).addAttribute(integer("axis", 1));
        export.onnx.addInput(value("image", ((Op.Input) graph.nodes().get(0).op()).channels(), "height", "width"));
        export.onnx.addOutput(value("probabilities", graph.output().channels(), "height", "width"));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("cloudless")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(export.onnx);
        card.toProperties()
                .forEach((key, text) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    private void add(Node node) {
        String name = name(node);
        Op op = node.op();
        if (op instanceof Op.Input) {
            input(name);
        } else if (op instanceof Op.Conv conv) {
            conv(conv, name, from(node, 0));
        } else if (op instanceof Op.AddRectified) {
            node("Add", name + "_sum", from(node, 0), from(node, 1));
            node("Relu", name, name + "_sum");
        } else if (op instanceof Op.Upsample) {
            node("Resize", name, from(node, 0), "", floats("twice", new float[] {1, 1, 2, 2}, 4))
                    .addAttribute(text("mode", "linear"))
                    .addAttribute(text("coordinate_transformation_mode", "half_pixel"));
        } else {
            node("DepthToSpace", name, from(node, 0))
                    .addAttribute(integer("blocksize", 2))
                    .addAttribute(text("mode", "CRD"));
        }
    }

    private void input(String name) {
        node("Mul", name + "_scaled", "image", scalar("scale", Op.Input.SCALE));
        node("Add", name + "_values", name + "_scaled", scalar("shift", Op.Input.SHIFT));
        means(name + "_columns", "image", Op.Input.SURROUNDINGS, 1);
        means(name + "_surroundings", name + "_columns", 1, Op.Input.SURROUNDINGS);
        node("Sub", name + "_difference", "image", name + "_surroundings");
        node("Mul", name + "_enlarged", name + "_difference", scalar("contrast", Op.Input.CONTRAST));
        node("Softsign", name + "_contrast", name + "_enlarged");
        node("Concat", name, name + "_values", name + "_contrast").addAttribute(integer("axis", 1));
    }

    private void means(String name, String input, int height, int width) {
        node("AveragePool", name, input)
                .addAttribute(integers("kernel_shape", height, width))
                .addAttribute(integers("strides", 1, 1))
                .addAttribute(integers("pads", height / 2, width / 2, height / 2, width / 2));
    }

    private void conv(Op.Conv conv, String name, String input) {
        Tensor kernel = weights.get(conv.name() + ".weight");
        Tensor bias;
        if (conv.normalised()) {
            Tensor gain = weights.get(conv.name() + ".gamma")
                    .div(weights.get(conv.name() + ".variance")
                            .add(new Scalar(TorchNetwork.EPSILON))
                            .sqrt());
            kernel = kernel.mul(gain.reshape(-1, 1, 1, 1));
            bias = weights.get(conv.name() + ".beta")
                    .sub(weights.get(conv.name() + ".mean").mul(gain));
        } else {
            bias = weights.get(conv.name() + ".bias");
        }
        String output = conv.rectified() ? name + "_linear" : name;
        node("Conv", output, input, kernel(conv.name(), kernel), tensor(conv.name() + ".bias", bias, ScalarType.Float))
                .addAttribute(integers("kernel_shape", conv.kernel(), conv.kernel()))
                .addAttribute(integers("strides", conv.stride(), conv.stride()))
                .addAttribute(
                        integers("pads", conv.kernel() / 2, conv.kernel() / 2, conv.kernel() / 2, conv.kernel() / 2))
                .addAttribute(integer("group", conv.groups()));
        if (conv.rectified()) {
            node("Relu", name, output);
        }
    }

    /** A kernel stored in half precision and the node that widens it; its name. */
    private String kernel(String name, Tensor kernel) {
        node("Cast", name + ".kernel", tensor(name + ".half", kernel, ScalarType.Half))
                .addAttribute(integer("to", TensorProto.DataType.FLOAT_VALUE));
        return name + ".kernel";
    }

    private String tensor(String name, Tensor tensor, ScalarType type) {
        Tensor plain = tensor.detach().to(type).contiguous(MemoryFormat.Contiguous);
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
        onnx.addInitializer(initializer.setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    private String scalar(String name, double value) {
        return floats(name, new float[] {(float) value}, 0);
    }

    /** An initializer, written once; its name. */
    private String floats(String name, float[] values, int length) {
        if (onnx.getInitializerList().stream()
                .noneMatch(known -> known.getName().equals(name))) {
            TensorProto.Builder initializer =
                    TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
            if (length > 0) {
                initializer.addDims(length);
            }
            for (float value : values) {
                initializer.addFloatData(value);
            }
            onnx.addInitializer(initializer);
        }
        return name;
    }

    private NodeProto.Builder node(String type, String output, String... inputs) {
        return onnx.addNodeBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private String from(Node node, int input) {
        return name(graph.nodes().get(node.inputs().get(input)));
    }

    private static String name(Node node) {
        return "n" + node.index();
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** An array of (images, channels, height, width) whose number of images and size are free. */
    private static ValueInfoProto value(String name, int channels, String height, String width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("images");
        shape.addDimBuilder().setDimValue(channels);
        shape.addDimBuilder().setDimParam(height);
        shape.addDimBuilder().setDimParam(width);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
