package io.cloudless.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ONNX classifiers whose answer a test can work out itself: the logit of class {@code c} is
 * {@code bias[c] + sum over bands of weights[c][band] * mean of the band over the picture}.
 */
public final class TinyClassifier {
    public static final int EDGE = 24;

    private TinyClassifier() {}

    public static ModelCard card(List<MaskClass> classes) {
        return new ModelCard(
                "tiny",
                "1",
                ModelCard.Task.CLASSIFICATION,
                ModelInput.ofPictures(TinyNetwork.RGB, EDGE),
                ModelOutput.ofPictures(classes, ModelOutput.Activation.PROBABILITY),
                Provenance.UNKNOWN,
                Map.of());
    }

    /** A cloud is in pictures whose mean of red, green and blue exceeds the threshold. */
    public static Path brightness(Path folder, double threshold) throws IOException {
        float steep = 40;
        float[][] weights = {{0, 0, 0}, {steep / 3, steep / 3, steep / 3}};
        return TinyNetwork.write(
                folder.resolve("brightness-classifier.onnx"),
                network(weights, new float[] {0, (float) (-steep * threshold)}, 2),
                card(TinyNetwork.TWO).toProperties());
    }

    /** Says which of red, green and blue a picture shows most of; grey and black are "none", of code 0. */
    public static Path colours(Path folder) throws IOException {
        float[][] weights = {{0, 0, 0}, {60, -30, -30}, {-30, 60, -30}, {-30, -30, 60}};
        List<MaskClass> classes = List.of(
                new MaskClass(0, "none"), new MaskClass(1, "red"), new MaskClass(2, "green"), new MaskClass(3, "blue"));
        return TinyNetwork.write(
                folder.resolve("colours.onnx"),
                network(weights, new float[] {4, 0, 0, 0}, 2),
                card(classes).toProperties());
    }

    /** @param rank of the output: 2, or 4 as older exports have it */
    public static ModelProto.Builder network(float[][] weights, float[] bias, int rank) {
        ModelProto.Builder model = TinyNetwork.convolution(1, weights, bias, EDGE);
        GraphProto.Builder graph = model.getGraphBuilder();
        graph.getNodeBuilder(1).setOutput(0, "map");
        graph.getNodeBuilder(1).setInput(0, "mean");
        graph.getNodeBuilder(0).setInput(0, "picture").setOutput(0, "logits");
        NodeProto softmax = graph.getNode(1);
        graph.removeNode(1);
        graph.addNode(node("GlobalAveragePool", "logits", "mean")).addNode(softmax);
        graph.addNode(node(rank == 2 ? "Flatten" : "Identity", "map", "probabilities"));
        graph.clearOutput().addOutput(answer(weights.length, rank));
        return model;
    }

    private static NodeProto node(String type, String input, String output) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addInput(input)
                .addOutput(output)
                .build();
    }

    private static ValueInfoProto answer(int classes, int rank) {
        ValueInfoProto.Builder value = TinyNetwork.value("probabilities", classes, 1).toBuilder();
        TypeProto.Tensor.Builder tensor = value.getTypeBuilder().getTensorTypeBuilder();
        List<TensorShapeProto.Dimension> all = List.copyOf(tensor.getShape().getDimList());
        tensor.getShapeBuilder().clearDim().addAllDim(all.subList(0, rank));
        return value.build();
    }
}
