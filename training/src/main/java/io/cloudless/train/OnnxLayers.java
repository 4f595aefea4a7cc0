package io.cloudless.train;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The convolutions and fully connected layers of an ONNX file, in the order in which it computes them; of an
 * {@link EnsembleModel} those of its first network.
 */
final class OnnxLayers {
    private final Path file;
    private final Map<String, TensorProto> stored = new HashMap<>();
    private final Map<String, String> widened = new HashMap<>();
    private final Map<String, TensorProto> units = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    private OnnxLayers(Path file) {
        this.file = file;
    }

    /** @throws InputException if the file is no ONNX, or stores weights otherwise than as 16- or 32-bit floats inside it */
    static List<PretrainedLayer> of(Path file) {
        try {
            return of(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", "Name a file of a trained network", e);
        }
    }

    /** The same of a file that has been read, for whose name {@code file} stands in messages. */
    static List<PretrainedLayer> of(Path file, byte[] onnx) {
        return new OnnxLayers(file).layers(parse(file, onnx).getGraph());
    }

    /**
     * What a file holds.
     *
     * @throws InputException if that is no ONNX
     */
    static ModelProto parse(Path file, byte[] onnx) {
        try {
            return ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new InputException(file, "is damaged or no ONNX model", "Name a file of a trained network", e);
        }
    }

    private List<PretrainedLayer> layers(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> stored.put(tensor.getName(), tensor));
        List<PretrainedLayer> layers = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOutputCount() == 1 && node.getInputCount() > 0) {
                follow(node);
            }
            boolean isMatrix = node.getOpType().equals("Gemm");
            TensorProto kernel = isMatrix || node.getOpType().equals("Conv") ? tensor(node, 1) : null;
            if (kernel != null && !EnsembleModel.isOfLaterMember(kernel.getName())) {
                if (!used.add(kernel.getName())) {
                    throw problem("uses '" + kernel.getName() + "' in several layers");
                }
                layers.add(layer(node, kernel, isMatrix));
            }
        }
        return layers;
    }

    /** Remembers what is only another form of what is stored. */
    private void follow(NodeProto node) {
        if (node.getOpType().equals("Cast")) {
            widened.put(node.getOutput(0), node.getInput(0));
        }
        TensorProto unit =
                node.getOpType().equals("Mul") && node.getInputCount() == 2 ? stored.get(node.getInput(1)) : null;
        if (unit != null && widened.containsKey(node.getInput(0))) {
            widened.put(node.getOutput(0), widened.get(node.getInput(0)));
            units.put(node.getOutput(0), unit);
        }
    }

    private PretrainedLayer layer(NodeProto node, TensorProto kernel, boolean isMatrix) {
        TensorProto bias = tensor(node, 2);
        long[] shape = shape(kernel);
        float[] values = values(kernel, units.get(node.getInput(1)));
        if (isMatrix && shape.length == 2 && !isTransposed(node)) {
            values = transposed(values, (int) shape[0], (int) shape[1]);
            shape = new long[] {shape[1], shape[0]};
        }
        return new PretrainedLayer(
                layerName(kernel.getName()), shape, values, bias == null ? new float[0] : values(bias, file));
    }

    /** What a node reads at this place, where it is stored in the file. */
    private @Nullable TensorProto tensor(NodeProto node, int input) {
        if (node.getInputCount() <= input) {
            return null;
        }
        String name = node.getInput(input);
        return stored.get(widened.getOrDefault(name, name));
    }

    private static boolean isTransposed(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("transB"))
                .mapToLong(AttributeProto::getI)
                .anyMatch(i -> i == 1);
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] result = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = values[row * columns + column];
            }
        }
        return result;
    }

    private static long[] shape(TensorProto tensor) {
        return tensor.getDimsList().stream().mapToLong(i -> i).toArray();
    }

    /** Exporters append to the layer's name what the array is. */
    private static String layerName(String tensor) {
        return EnsembleModel.nameInMember(tensor).replaceFirst("(\\.half|\\.bytes|\\.weight|_w(_\\d+)?|/w)$", "");
    }

    private float[] values(TensorProto kernel, @Nullable TensorProto unit) {
        if (unit == null) {
            return values(kernel, file);
        }
        try {
            return QuantizedKernel.values(kernel, values(unit, file));
        } catch (IllegalArgumentException e) {
            throw problem("stores '" + kernel.getName() + "' as " + e.getMessage());
        }
    }

    private InputException problem(String found) {
        return new InputException(file, found, "Name a file of a trained network, or export it anew");
    }

    /**
     * The numbers of an array.
     *
     * @throws InputException if they are no floats of 16 or 32 bits inside the file
     */
    static float[] values(TensorProto tensor, Path file) {
        int count = PretrainedLayer.count(shape(tensor));
        if (count < 0) {
            throw new InputException(
                    file,
                    "stores '" + tensor.getName() + "' of " + PretrainedLayer.text(shape(tensor)) + " values",
                    "Export it anew");
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[count];
        if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE && raw.remaining() == 4L * count) {
            raw.asFloatBuffer().get(values);
        } else if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE && tensor.getFloatDataCount() == count) {
            for (int i = 0; i < count; i++) {
                values[i] = tensor.getFloatData(i);
            }
        } else if (tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE && raw.remaining() == 2L * count) {
            ShortBuffer halves = raw.asShortBuffer();
            for (int i = 0; i < count; i++) {
                values[i] = Half.toFloat(halves.get(i));
            }
        } else {
            throw new InputException(
                    file,
                    "stores '" + tensor.getName() + "' in a way that is not read",
                    "16- or 32-bit floats inside the file are expected: export it anew");
        }
        return values;
    }
}
