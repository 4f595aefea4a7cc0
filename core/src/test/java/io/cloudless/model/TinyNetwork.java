package io.cloudless.model;

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
import io.cloudless.raster.BandRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * ONNX files of one convolution and a softmax, whose answer a test can work out itself: the logit of class {@code c} is
 * {@code bias[c] + sum over bands of weights[c][band] * mean of the band over the kernel}, outside counting as 0.
 */
public final class TinyNetwork {
    public static final List<BandRole> RGB = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
    public static final List<MaskClass> TWO = List.of(new MaskClass(0, "clear"), new MaskClass(1, "cloud"));
    public static final List<MaskClass> FOUR = List.of(
            new MaskClass(0, "clear"),
            new MaskClass(1, "thick cloud"),
            new MaskClass(2, "thin cloud"),
            new MaskClass(3, "shadow"));

    private TinyNetwork() {}

    public static ModelCard card(List<BandRole> bands, List<MaskClass> classes) {
        return new ModelCard(
                "tiny",
                "1",
                ModelCard.Task.SEGMENTATION,
                ModelInput.of(bands, new PixelSize(8, 30, 60), 64, 8),
                new ModelOutput(classes, ModelOutput.Activation.PROBABILITY, 0.5),
                new Provenance("made up", "", OptionalLong.of(1), "", "Apache-2.0"),
                Map.of("purpose", "tests"));
    }

    /** Cloud is where the mean of red, green and blue over the kernel exceeds the threshold. */
    public static Path brightness(Path folder, int kernel, double threshold) throws IOException {
        float steep = 40;
        float[][] weights = {{0, 0, 0}, {steep / 3, steep / 3, steep / 3}};
        float[] bias = {0, (float) (-steep * threshold)};
        return write(
                folder.resolve("brightness" + kernel + ".onnx"),
                convolution(kernel, weights, bias, -1),
                card(RGB, TWO).toProperties());
    }

    /** @param size fixed height and width of the input, or -1 */
    public static ModelProto.Builder convolution(int kernel, float[][] weights, float[] bias, int size) {
        int bands = weights[0].length;
        TensorProto.Builder kernels = TensorProto.newBuilder()
                .setName("kernels")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(List.of((long) weights.length, (long) bands, (long) kernel, (long) kernel));
        for (float[] ofClass : weights) {
            for (float weight : ofClass) {
                for (int i = 0; i < kernel * kernel; i++) {
                    kernels.addFloatData(weight / (kernel * kernel));
                }
            }
        }
        TensorProto.Builder biases = TensorProto.newBuilder()
                .setName("bias")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(bias.length);
        for (float value : bias) {
            biases.addFloatData(value);
        }
        NodeProto.Builder convolution = NodeProto.newBuilder()
                .setOpType("Conv")
                .addAllInput(List.of("picture", "kernels", "bias"))
                .addOutput("logits")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("pads")
                        .setType(AttributeProto.AttributeType.INTS)
                        .addAllInts(Arrays.asList(
                                (long) kernel / 2, (long) kernel / 2, (long) kernel / 2, (long) kernel / 2)));
        NodeProto.Builder softmax = NodeProto.newBuilder()
                .setOpType("Softmax")
                .addInput("logits")
                .addOutput("probabilities")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("tiny")
                .addNode(convolution)
                .addNode(softmax)
                .addInitializer(kernels)
                .addInitializer(biases)
                .addInput(value("picture", bands, size))
                .addOutput(value("probabilities", weights.length, size));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    public static Path write(Path file, ModelProto.Builder model, Map<String, String> properties) throws IOException {
        properties.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return Files.write(file, model.build().toByteArray());
    }

    public static ValueInfoProto value(String name, int channels, int size) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(named("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(channels))
                .addDim(
                        size < 0
                                ? named("height")
                                : TensorShapeProto.Dimension.newBuilder().setDimValue(size))
                .addDim(
                        size < 0
                                ? named("width")
                                : TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static TensorShapeProto.Dimension.Builder named(String name) {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(name);
    }
}
