package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.cloudless.Mutation;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model may come from anybody: it reads no other file, and whatever its bytes are, it runs or is refused by its name. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OnnxPartsTest {
    private static final int MUTATIONS = 400;

    @TempDir
    Path folder;

    /** Every place in a model where an array may be. */
    static Stream<Map.Entry<String, Consumer<ModelProto.Builder>>> placesOfArrays() {
        TensorProto array = elsewhere("secret.bin");
        return Map.<String, Consumer<ModelProto.Builder>>of(
                "a weight", model -> model.getGraphBuilder().setInitializer(0, array),
                "a sparse weight",
                        model -> model.getGraphBuilder()
                                .addSparseInitializer(
                                        SparseTensorProto.newBuilder().setIndices(array)),
                "an attribute", model -> first(model).addAttribute(attribute().setT(array)),
                "a list of attributes",
                        model -> first(model).addAttribute(attribute().addTensors(array)),
                "a sparse attribute",
                        model -> first(model)
                                .addAttribute(attribute()
                                        .setSparseTensor(
                                                SparseTensorProto.newBuilder().setValues(array))),
                "a branch",
                        model -> first(model)
                                .addAttribute(
                                        attribute().setG(GraphProto.newBuilder().addInitializer(array))),
                "a branch of a branch",
                        model -> first(model)
                                .addAttribute(attribute()
                                        .addGraphs(GraphProto.newBuilder()
                                                .addNode(NodeProto.newBuilder()
                                                        .addAttribute(attribute()
                                                                .setG(GraphProto.newBuilder()
                                                                        .addInitializer(array)))))),
                "a function",
                        model -> model.addFunctions(FunctionProto.newBuilder()
                                .addNode(NodeProto.newBuilder()
                                        .addAttribute(attribute().setT(array)))),
                "what trains it",
                        model -> model.addTrainingInfoBuilder()
                                .setAlgorithm(GraphProto.newBuilder().addInitializer(array)))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("placesOfArrays")
    void noValuesAreReadFromAnotherFile(Map.Entry<String, Consumer<ModelProto.Builder>> place) throws IOException {
        Files.write(folder.resolve("secret.bin"), new byte[1 << 16]);
        ModelProto.Builder model = good();
        place.getValue().accept(model);
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());

        assertThatThrownBy(() -> Model.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("m.onnx", "not in the file itself");
    }

    @Test
    void noAddressInMemoryIsTakenForValues() throws IOException {
        ModelProto.Builder model = good();
        model.getGraphBuilder().setInitializer(0, elsewhere("*/_ORT_MEM_ADDR_/*"));
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());

        assertThatThrownBy(() -> Model.open(file)).hasMessageContaining("not in the file itself");
    }

    /** ONNX Runtime would take it for a format of its own, which is not looked through. */
    @Test
    void theEndingDoesNotChooseAnotherFormat() throws IOException {
        Path file = Files.write(folder.resolve("m.ort"), good().build().toByteArray());

        try (Model opened = Model.open(file)) {
            assertThat(opened.card().name()).isEqualTo("tiny");
        }
    }

    @Test
    void aNetworkWithoutOutputIsRefused() throws IOException {
        ModelProto.Builder model = good();
        model.getGraphBuilder().clearOutput();
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());

        assertThatThrownBy(() -> Model.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("m.onnx", "output");
    }

    @Test
    void graphsWithinGraphsEndSomewhere() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder();
        for (int i = 0; i < 100; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder().addAttribute(attribute().setG(graph)));
        }
        Path file = Files.write(
                folder.resolve("m.onnx"),
                ModelProto.newBuilder().setGraph(graph).build().toByteArray());

        assertThatThrownBy(() -> Model.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("m.onnx", "deep");
    }

    @Test
    void tilesThatNoMemoryHoldsAreRefused() throws IOException {
        ModelProto.Builder model = good();
        for (StringStringEntryProto.Builder property : model.getMetadataPropsBuilderList()) {
            if (property.getKey().equals("cloudless.tile_size")) {
                property.setValue("1073741824");
            }
        }
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());

        assertThatThrownBy(() -> Model.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("m.onnx", "tile size");
    }

    @Test
    void damagedModelsRunOrAreRefusedByName() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        byte[] network = good().clearMetadataProps().build().toByteArray();
        byte[] card = good().clearGraph().build().toByteArray();
        Path file = folder.resolve("m.onnx");
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Mutation.of(network, random);
            byte[] whole = Arrays.copyOf(damaged, damaged.length + card.length);
            System.arraycopy(card, 0, whole, damaged.length, card.length);
            Files.write(file, whole);
            try (Model model = Model.open(file)) {
                int edge = model.card().input().tileSize();
                model.probabilities(new float[3 * edge * edge], 1, edge, edge);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining(file.toString());
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
    }

    private ModelProto.Builder good() throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(TinyNetwork.brightness(folder, 1, 0.5))).toBuilder();
    }

    private static NodeProto.Builder first(ModelProto.Builder model) {
        return model.getGraphBuilder().getNodeBuilder(0);
    }

    private static AttributeProto.Builder attribute() {
        return AttributeProto.newBuilder().setName("more");
    }

    private static TensorProto elsewhere(String location) {
        return TensorProto.newBuilder()
                .setName("kernels")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(2)
                .addDims(3)
                .addDims(1)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .build();
    }
}
