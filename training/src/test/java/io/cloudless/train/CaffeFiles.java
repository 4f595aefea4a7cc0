package io.cloudless.train;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/**
 * AlexNet as Caffe writes it: the network as text, the weights in its protocol buffers, field by field as
 * {@code caffe.proto} numbers them.
 */
final class CaffeFiles {
    private static final int NET_NAME = 1;
    private static final int BLOB_DATA = 5;
    private static final int BLOB_DOUBLE_DATA = 8;
    private static final int BLOB_SHAPE = 7;
    private static final int SHAPE_DIM = 1;

    private CaffeFiles() {}

    /** How the years' versions of Caffe wrote a layer: by which fields, and with four edges for each array or as many as it has. */
    enum Style {
        LAYER(100, 1, 7),
        LAYERS(2, 4, 6),
        LAYER_IN_LAYERS(2, 1, 50);

        private final int layer;
        private final int name;
        private final int blobs;

        Style(int layer, int name, int blobs) {
            this.layer = layer;
            this.name = name;
            this.blobs = blobs;
        }

        /** The text of a layer as this version has it. */
        String text(String layer) {
            return switch (this) {
                case LAYER -> layer;
                case LAYERS ->
                    layer.replace("layer {", "layers {")
                            .replace("\"Convolution\"", "CONVOLUTION")
                            .replace("\"InnerProduct\"", "INNER_PRODUCT")
                            .replaceAll("type: \"(\\w+)\"", "type: $1");
                case LAYER_IN_LAYERS ->
                    layer.replace("layer {", "layers { layer {")
                            .replaceAll("(bottom: \"[^\"]*\" top: \"[^\"]*\")(.*) }", "$2 } $1 }")
                            .replaceAll("\\w+_param \\{([^}]*)}", "$1");
            };
        }
    }

    /** A network for deployment: as AlexNet's paper and BVLC's file say, of any width. */
    static Path prototxt(Path file, Graph graph, boolean normalisedFirst) throws IOException {
        StringBuilder text = new StringBuilder(
                "name: \"test\"\ninput: \"data\"\ninput_dim: 1\ninput_dim: 3\ninput_dim: 227\ninput_dim: 227\n");
        String top = "data";
        for (Graph.Layer layer : graph.layers()) {
            Op.Conv conv = layer.conv();
            boolean matrix = conv.name().startsWith("fc");
            text.append(layer(
                    conv.name(),
                    matrix ? "InnerProduct" : "Convolution",
                    top,
                    conv.name(),
                    matrix
                            ? "inner_product_param { num_output: " + conv.out() + " }"
                            : "convolution_param { num_output: " + conv.out() + " kernel_size: " + conv.kernel()
                                    + " stride: " + conv.stride() + " pad: " + conv.padding() + " group: "
                                    + conv.groups() + " }"));
            top = conv.name();
            if (conv.rectified()) {
                text.append(layer("relu_" + top, "ReLU", top, top, ""));
            }
            if (List.of("conv1", "conv2", "conv5").contains(conv.name())) {
                for (boolean norm : new boolean[] {normalisedFirst, !normalisedFirst}) {
                    if (norm && !conv.name().equals("conv5")) {
                        text.append(layer("norm_" + conv.name(), "LRN", top, "norm_" + conv.name(), LRN));
                        top = "norm_" + conv.name();
                    } else if (!norm) {
                        text.append(layer("pool_" + conv.name(), "Pooling", top, "pool_" + conv.name(), POOL));
                        top = "pool_" + conv.name();
                    }
                }
            }
        }
        text.append(layer("prob", "Softmax", top, "prob", ""));
        return Files.writeString(file, text);
    }

    private static final String LRN = "lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 }";
    private static final String POOL = "pooling_param { pool: MAX kernel_size: 3 stride: 2 }";

    private static String layer(String name, String type, String bottom, String top, String parameter) {
        return "layer { name: \"" + name + "\" type: \"" + type + "\" bottom: \"" + bottom + "\" top: \"" + top + "\" "
                + parameter + " }\n";
    }

    static Path caffemodel(Path file, Graph graph, Weights weights) throws IOException {
        return caffemodel(file, graph, weights, Style.LAYER);
    }

    static Path caffemodel(Path file, Graph graph, Weights weights, Style style) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream net = CodedOutputStream.newInstance(bytes);
        net.writeString(NET_NAME, "test");
        for (Graph.Layer layer : graph.layers()) {
            boolean matrix = layer.name().startsWith("fc");
            long[] sizes = layer.kernel().sizes();
            long[] shape = matrix ? new long[] {sizes[0], layer.kernel().count() / sizes[0]} : sizes;
            Content content = part -> {
                part.writeString(style.name, layer.name());
                part.writeBytes(style.blobs, blob(shape, floats(weights.get(layer.name() + ".weight")), style));
                long[] outputs = {sizes[0]};
                part.writeBytes(style.blobs, blob(outputs, floats(weights.get(layer.name() + ".bias")), style));
            };
            boolean isWithin = style == Style.LAYER_IN_LAYERS;
            net.writeByteArray(
                    style.layer,
                    isWithin ? message(outer -> outer.writeByteArray(1, message(content))) : message(content));
        }
        net.flush();
        return Files.write(file, bytes.toByteArray());
    }

    private static ByteString blob(long[] shape, float[] values, Style style) throws IOException {
        return ByteString.copyFrom(message(blob -> {
            boolean isOld = style != Style.LAYER;
            for (int i = 0; i < 4 && isOld; i++) {
                blob.writeInt64(1 + i, i < 4 - shape.length ? 1 : shape[i - 4 + shape.length]);
            }
            if (style == Style.LAYERS) {
                blob.writeByteArray(BLOB_DOUBLE_DATA, message(packed -> {
                    for (float value : values) {
                        packed.writeDoubleNoTag(value);
                    }
                }));
            } else {
                blob.writeByteArray(BLOB_DATA, message(packed -> {
                    for (float value : values) {
                        packed.writeFloatNoTag(value);
                    }
                }));
            }
            if (!isOld) {
                blob.writeByteArray(BLOB_SHAPE, message(dimensions -> {
                    for (long size : shape) {
                        dimensions.writeInt64(SHAPE_DIM, size);
                    }
                }));
            }
        }));
    }

    private interface Content {
        void writeTo(CodedOutputStream stream) throws IOException;
    }

    private static byte[] message(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
        content.writeTo(stream);
        stream.flush();
        return bytes.toByteArray();
    }

    static float[] floats(Tensor tensor) {
        Tensor plain = tensor.detach().contiguous(org.bytedeco.pytorch.global.torch.MemoryFormat.Contiguous);
        float[] values = new float[(int) plain.numel()];
        new FloatPointer(plain.data_ptr_float()).get(values);
        return values;
    }
}
