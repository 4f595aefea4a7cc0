package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.cloudless.files.InputException;
import io.cloudless.raster.BandRole;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final float[][] WEIGHTS = {{0, 0, 0}, {1, 2, 4}};
    private static final float[] BIAS = {0, -2};

    @TempDir
    private Path folder;

    @Test
    void answersWithTheProbabilityOfEachClass() throws Exception {
        Path file = TinyNetwork.write(
                folder.resolve("m.onnx"),
                TinyNetwork.convolution(1, WEIGHTS, BIAS, -1),
                TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).toProperties());
        try (Model model = Model.open(file)) {
            int plane = 32 * 64;
            float[] values = new float[2 * 3 * plane];
            Arrays.fill(values, 0, plane, 0.1f); // red of the first picture
            Arrays.fill(values, 5 * plane, 6 * plane, 1f); // blue of the second

            float[] probabilities = model.probabilities(values, 2, 32, 64);

            assertThat(probabilities).hasSize(2 * 2 * plane);
            assertThat(probabilities[plane]).isCloseTo(sigmoid(0.1 - 2), within(1e-6f));
            assertThat(probabilities[0]).isCloseTo(1 - sigmoid(0.1 - 2), within(1e-6f));
            assertThat(probabilities[4 * plane - 1]).isCloseTo(sigmoid(4 - 2), within(1e-6f));
        }
    }

    @Test
    void usesItsBuffersAgainWhileTheShapeStays() throws Exception {
        try (Model model = Model.open(TinyNetwork.brightness(folder, 3, 0.5));
                Inference inference = model.inference()) {
            FloatBuffer first = inference.input(1, 32, 32);
            inference.run();
            assertThat(inference.input(1, 32, 32)).isSameAs(first);
            assertThat(inference.input(1, 32, 64)).isNotSameAs(first);
            assertThat(inference.run().remaining()).isEqualTo(2 * 32 * 64);
        }
    }

    @Test
    void appliesWhatTheCardBesideAForeignModelSays() throws Exception {
        // The network's own softmax is followed by that of the card, its input standardised.
        Path file = TinyNetwork.write(
                folder.resolve("foreign.onnx"), TinyNetwork.convolution(1, WEIGHTS, BIAS, -1), Map.of());
        Files.writeString(folder.resolve("foreign.card.json"), """
                {"bands": ["red", "green", "blue"], "activation": "softmax",
                 "classes": [{"code": 0, "name": "clear"}, {"code": 1, "name": "cloud"}],
                 "pixel_size": {"minimum": 10, "recommended": 20, "maximum": 50},
                 "mean": [0.5, 0, 0], "std": [0.25, 1, 1]}
                """);
        try (Model model = Model.open(file)) {
            float[] values = new float[3 * 32 * 32];
            Arrays.fill(values, 0, 32 * 32, 0.75f);

            float[] probabilities = model.probabilities(values, 1, 32, 32);

            float inner = sigmoid((0.75 - 0.5) / 0.25 - 2);
            assertThat(probabilities[32 * 32]).isCloseTo(sigmoid(2 * inner - 1), within(1e-6f));
        }
    }

    @Test
    void takesOneChannelForTheSecondOfTwoClasses() throws Exception {
        ModelProto.Builder network = TinyNetwork.convolution(1, new float[][] {{1, 0, 0}}, new float[] {0.3f}, -1);
        network.getGraphBuilder().getNodeBuilder(1).setOpType("Sigmoid").clearAttribute();
        Path file = TinyNetwork.write(
                folder.resolve("single.onnx"),
                network,
                TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).toProperties());
        try (Model model = Model.open(file)) {
            float[] probabilities = model.probabilities(new float[3 * 32 * 32], 1, 32, 32);
            assertThat(probabilities).hasSize(2 * 32 * 32);
            assertThat(probabilities[0]).isCloseTo(1 - sigmoid(0.3), within(1e-6f));
            assertThat(probabilities[32 * 32]).isCloseTo(sigmoid(0.3), within(1e-6f));
        }
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoUsableModel() throws Exception {
        Path good = TinyNetwork.brightness(folder, 3, 0.5);
        byte[] bytes = Files.readAllBytes(good);
        Path truncated = Files.write(folder.resolve("truncated.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
        Path text = Files.writeString(folder.resolve("text.onnx"), "I am no model, whatever my name says");
        for (Path file : List.of(truncated, empty, text)) {
            assertRefused(file, "no ONNX model");
        }
        assertRefused(folder.resolve("missing.onnx"), "no such model");
        assertRefused(folder, "not a file");
    }

    @Test
    void refusesAForeignModelWithoutACard() throws Exception {
        Path file = TinyNetwork.write(
                folder.resolve("foreign.onnx"), TinyNetwork.convolution(1, WEIGHTS, BIAS, -1), Map.of());
        assertRefused(file, "foreign.card.json");
    }

    @Test
    void refusesAModelThatContradictsItsCard() throws Exception {
        List<BandRole> four = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR);
        assertRefused(written(-1, TinyNetwork.card(four, TinyNetwork.TWO)), "4 bands");
        assertRefused(written(-1, TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.FOUR)), "4 classes");
        assertRefused(written(96, TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO)), "96 x 96");

        ModelProto.Builder two = TinyNetwork.convolution(1, WEIGHTS, BIAS, -1);
        two.getGraphBuilder().addInput(TinyNetwork.value("cloudiness", 1, -1));
        assertRefused(
                TinyNetwork.write(
                        folder.resolve("two.onnx"),
                        two,
                        TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).toProperties()),
                "2 inputs");
    }

    @Test
    void saysSoWhereTheAnswerIsSmallerThanThePicture() throws Exception {
        ModelProto.Builder halving = TinyNetwork.convolution(1, WEIGHTS, BIAS, -1);
        halving.getGraphBuilder()
                .getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("strides")
                        .setType(AttributeProto.AttributeType.INTS)
                        .addAllInts(List.of(2L, 2L)));
        Path file = TinyNetwork.write(
                folder.resolve("halving.onnx"),
                halving,
                TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).toProperties());
        try (Model model = Model.open(file)) {
            assertThatThrownBy(() -> model.probabilities(new float[3 * 32 * 32], 1, 32, 32))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("halving.onnx")
                    .hasMessageContaining("32 x 32")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void takesWholeTilesOnlyWhereTheNetworkIsOfFixedSize() throws Exception {
        try (Model fixed = Model.open(written(64, TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO)));
                Model free = Model.open(written(-1, TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO)))) {
            assertThat(fixed.sizeStep()).isEqualTo(64);
            assertThat(free.sizeStep()).isEqualTo(32);
        }
    }

    private Path written(int size, ModelCard card) throws Exception {
        return TinyNetwork.write(
                folder.resolve("contradiction" + size + ".onnx"),
                TinyNetwork.convolution(1, WEIGHTS, BIAS, size),
                card.toProperties());
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Model.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static float sigmoid(double value) {
        return (float) (1 / (1 + Math.exp(-value)));
    }
}
