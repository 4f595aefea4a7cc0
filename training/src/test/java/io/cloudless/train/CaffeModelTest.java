package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaffeModelTest {
    private static final Graph GRAPH = Classifiers.alexNet(16, true, 7);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFormOfTheFilesHoldsTheSameWeights(CaffeFiles.Style style) throws IOException {
        Weights weights = Weights.random(GRAPH);
        Path network = CaffeFiles.prototxt(folder.resolve("deploy.prototxt"), GRAPH, true);
        Files.writeString(network, style.text(Files.readString(network)));
        Path values = CaffeFiles.caffemodel(folder.resolve("net.caffemodel"), GRAPH, weights, style);

        List<PretrainedLayer> layers = CaffeModel.layers(network, values);

        assertThat(layers)
                .extracting(PretrainedLayer::name)
                .containsExactly("conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8");
        for (PretrainedLayer layer : layers) {
            assertThat(layer.kernel()).isEqualTo(CaffeFiles.floats(weights.get(layer.name() + ".weight")));
            assertThat(layer.bias()).isEqualTo(CaffeFiles.floats(weights.get(layer.name() + ".bias")));
            assertThat(layer.outputs()).isEqualTo(layer.bias().length);
        }
    }

    @Test
    void filesOfTwoNetworksAreToldApart() throws IOException {
        Path values = CaffeFiles.caffemodel(folder.resolve("net.caffemodel"), GRAPH, Weights.random(GRAPH));
        Path network = CaffeFiles.prototxt(folder.resolve("deploy.prototxt"), GRAPH, true);
        String text = Files.readString(network);

        Files.writeString(network, text.replace("\"conv2\"", "\"other\""));
        assertThatThrownBy(() -> CaffeModel.layers(network, values))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("net.caffemodel: does not belong to deploy.prototxt", "'other' has 0 outputs");
        Files.writeString(network, text.replace("num_output: 7", "num_output: 9"));
        assertThatThrownBy(() -> CaffeModel.layers(network, values))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'fc8' has 7 outputs and not 9");
    }

    /** Each of these ended the program, or may end one that believes what it reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "layer { name: \"conv1\" type: \"InnerProduct\" inner_product_param { num_output: 0 } }",
                "layer { name: \"conv1\" convolution_param { num_output: 4294967295 } }",
                "layer { name: \"conv1\" convolution_param { num_output: -1 } }",
                "layer { name: \"conv1\" convolution_param { num_output: 6 kernel_size: 0 stride: 0 group: 0 } }",
                "input_dim: 99999999999 input_dim: 99999999999",
                "layer { name: \"conv1\" blobs { data: 1 } }",
                "layer { type: 5 }",
                "\0",
                ""
            })
    void noTextEndsTheProgram(String text) throws IOException {
        Path values = CaffeFiles.caffemodel(folder.resolve("net.caffemodel"), GRAPH, Weights.random(GRAPH));
        Path network = Files.writeString(folder.resolve("deploy.prototxt"), text);

        try {
            assertThat(Pretrained.read(List.of(network, values)).layers())
                    .extracting(PretrainedLayer::name)
                    .containsExactly("conv1");
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(folder.toString());
        }
    }

    @Test
    void aTextOfManyBracketsIsRefused() throws IOException {
        Path network = Files.writeString(folder.resolve("deploy.prototxt"), "layer { unknown {".repeat(100_000));
        Path values = Files.write(folder.resolve("net.caffemodel"), new byte[0]);

        assertThatThrownBy(() -> CaffeModel.layers(network, values))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deploy.prototxt: describes no network");
    }
}
