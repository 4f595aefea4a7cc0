package io.cloudless.train;

import static io.cloudless.train.OnnxFile.integer;
import static io.cloudless.train.OnnxFile.integers;
import static io.cloudless.train.OnnxFile.real;
import static io.cloudless.train.OnnxFile.text;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.cloudless.model.ModelCard;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes a {@link Graph} with its weights and card as an ONNX model that answers class probabilities. Batch normalisation
 * is folded into the convolutions; kernels are stored as 16-bit floats, which halves the file, and widened when it is
 * loaded.
 */
final class OnnxExport {
    private static final String IMAGE = "image";
    private static final String PROBABILITIES = "probabilities";

    private final Graph graph;
    private final Weights weights;
    private final OnnxFile onnx = new OnnxFile();

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
        String scores = name(graph.output());
        int classes = graph.output().channels();
        if (card.task() == ModelCard.Task.SEGMENTATION) {
            export.softmax(scores);
            export.onnx.input(IMAGE, "images", graph.bands(), "height", "width");
            export.onnx.output(PROBABILITIES, "images", classes, "height", "width");
        } else {
            int edge = card.input().tileSize();
            export.onnx.node("Softmax", PROBABILITIES, scores).addAttribute(integer("axis", 1));
            export.onnx.input(IMAGE, "images", graph.bands(), edge, edge);
            export.onnx.output(PROBABILITIES, "images", classes);
        }
        return export.onnx.bytes(card.toProperties());
    }

    /** In its parts: over planes, ONNX Runtime's own softmax turns the array round and back, which takes a quarter of all. */
    private void softmax(String scores) {
        onnx.node("ReduceMax", "highest", scores).addAttribute(integers("axes", 1));
        onnx.node("Sub", "below", scores, "highest");
        onnx.node("Exp", "odds", "below");
        onnx.node("ReduceSum", "all_odds", "odds", onnx.indices("class_axis", 1));
        onnx.node("Div", PROBABILITIES, "odds", "all_odds");
    }

    private void add(Node node) {
        String name = name(node);
        Op op = node.op();
        if (op instanceof Op.Input) {
            input(name);
        } else if (op instanceof Op.CaffeInput caffe) {
            caffeInput(caffe, name);
        } else if (op instanceof Op.Conv conv) {
            conv(conv, name, from(node, 0));
        } else if (op instanceof Op.AddRectified) {
            onnx.node("Add", name + "_sum", from(node, 0), from(node, 1));
            onnx.node("Relu", name, name + "_sum");
        } else if (op instanceof Op.Concat) {
            onnx.node("Concat", name, from(node, 0), from(node, 1)).addAttribute(integer("axis", 1));
        } else if (op instanceof Op.Upsample) {
            onnx.node("Resize", name, from(node, 0), "", onnx.floats("twice", List.of(1.0, 1.0, 2.0, 2.0), 4))
                    .addAttribute(text("mode", "linear"))
                    .addAttribute(text("coordinate_transformation_mode", "half_pixel"));
        } else if (op instanceof Op.PixelShuffle) {
            onnx.node("DepthToSpace", name, from(node, 0))
                    .addAttribute(integer("blocksize", 2))
                    .addAttribute(text("mode", "CRD"));
        } else if (op instanceof Op.MaxPool pool) {
            onnx.node("MaxPool", name, from(node, 0))
                    .addAttribute(integers("kernel_shape", pool.kernel(), pool.kernel()))
                    .addAttribute(integers("strides", pool.stride(), pool.stride()))
                    .addAttribute(integer("ceil_mode", 1));
        } else if (op instanceof Op.ResponseNorm norm) {
            onnx.node("LRN", name, from(node, 0))
                    .addAttribute(integer("size", norm.size()))
                    .addAttribute(real("alpha", norm.alpha()))
                    .addAttribute(real("beta", norm.beta()))
                    .addAttribute(real("bias", 1));
        } else if (op instanceof Op.Dropout) {
            onnx.node("Identity", name, from(node, 0));
        } else if (op instanceof Op.GlobalAverage) {
            onnx.node("GlobalAveragePool", name + "_mean", from(node, 0));
            onnx.node("Flatten", name, name + "_mean").addAttribute(integer("axis", 1));
        } else {
            throw new IllegalArgumentException("ONNX is not told how to compute " + op);
        }
    }

    private void input(String name) {
        onnx.node("Mul", name + "_scaled", IMAGE, onnx.scalar("scale", Op.Input.SCALE));
        onnx.node("Add", name + "_values", name + "_scaled", onnx.scalar("shift", Op.Input.SHIFT));
        means(name + "_columns", IMAGE, Op.Input.SURROUNDINGS, 1);
        means(name + "_surroundings", name + "_columns", 1, Op.Input.SURROUNDINGS);
        onnx.node("Sub", name + "_difference", IMAGE, name + "_surroundings");
        onnx.node("Mul", name + "_enlarged", name + "_difference", onnx.scalar("contrast", Op.Input.CONTRAST));
        onnx.node("Softsign", name + "_contrast", name + "_enlarged");
        onnx.node("Concat", name, name + "_values", name + "_contrast").addAttribute(integer("axis", 1));
    }

    private void means(String name, String input, int height, int width) {
        onnx.node("AveragePool", name, input)
                .addAttribute(integers("kernel_shape", height, width))
                .addAttribute(integers("strides", 1, 1))
                .addAttribute(integers("pads", height / 2, width / 2, height / 2, width / 2));
    }

    private void caffeInput(Op.CaffeInput input, String name) {
        onnx.node("Gather", name + "_bgr", IMAGE, onnx.indices("bgr", 2, 1, 0)).addAttribute(integer("axis", 1));
        onnx.node("Mul", name + "_scaled", name + "_bgr", onnx.scalar("scale", Op.CaffeInput.SCALE));
        onnx.node("Sub", name, name + "_scaled", onnx.floats("mean", input.mean(), 1, Op.CaffeInput.CHANNELS, 1, 1));
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
        String factors = kernel(conv.name(), kernel);
        String offsets = onnx.tensor(conv.name() + ".bias", bias, ScalarType.Float);
        onnx.node("Conv", output, input, factors, offsets)
                .addAttribute(integers("kernel_shape", conv.kernel(), conv.kernel()))
                .addAttribute(integers("strides", conv.stride(), conv.stride()))
                .addAttribute(integers("pads", conv.padding(), conv.padding(), conv.padding(), conv.padding()))
                .addAttribute(integer("group", conv.groups()));
        if (conv.rectified()) {
            onnx.node("Relu", name, output);
        }
    }

    /** A kernel stored in half precision and the node that widens it; its name. */
    private String kernel(String name, Tensor kernel) {
        onnx.node("Cast", name + ".kernel", onnx.tensor(name + ".half", kernel, ScalarType.Half))
                .addAttribute(integer("to", TensorProto.DataType.FLOAT_VALUE));
        return name + ".kernel";
    }

    private String from(Node node, int input) {
        return name(graph.nodes().get(node.inputs().get(input)));
    }

    private static String name(Node node) {
        return "n" + node.index();
    }
}
