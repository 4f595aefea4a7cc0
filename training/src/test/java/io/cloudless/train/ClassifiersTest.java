package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ClassifiersTest {
    private static final int SIZE = 12;

    /** Every kind of step that classifiers have, against sums and maxima written out. */
    @Test
    void stepsComputeWhatTheirPapersSay() {
        Graph graph = new Graph();
        Node x = graph.caffeInput(List.of(10.0, 20.0, 30.0));
        x = graph.add(Op.Conv.plain("first", 4, 3).stride(2), x);
        x = graph.responseNorm(x, 3, 0.6, 0.75);
        x = graph.maxPool(x, 2, 2);
        Node grouped = graph.add(Op.Conv.plain("grouped", 4, 3).padding(1).groups(2), x);
        x = graph.concat(x, grouped);
        x = graph.dropout(x, 0.5);
        x = graph.add(Op.Conv.plain("last", 2, 1).padding(1).linear(), x);
        graph.globalAverage(x);
        torch.manual_seed(2);
        Weights weights = Weights.random(graph);
        float[] image = ReferencePlanes.random(3 * SIZE * SIZE, 0, 1);

        ReferencePlanes expected = ReferencePlanes.ofImage(image, SIZE).bgr(10, 20, 30);
        expected = expected.conv(kernel(weights, "first"), 4, 3, 2, 0, 1).rectified();
        expected = expected.responseNorm(3, 0.6, 0.75).maxPool(2, 2);
        ReferencePlanes right =
                expected.conv(kernel(weights, "grouped"), 4, 3, 1, 1, 2).rectified();
        expected = expected.concat(right).conv(kernel(weights, "last"), 2, 1, 1, 1, 1);

        float[] found = scores(graph, weights, image, SIZE);
        assertThat(found).hasSize(2);
        for (int c = 0; c < 2; c++) {
            assertThat(found[c]).isEqualTo((float) expected.mean(c), within(1e-2f));
        }
    }

    @Test
    void knowsTheSizesOfTheNetworksItNames() {
        assertThat(count(Classifiers.SQUEEZENET.graph(1000))).isEqualTo(1_248_424);
        assertThat(count(Classifiers.ALEXNET.graph(1000))).isEqualTo(60_965_224);
        assertThat(Classifiers.CAFFENET.graph(1000).weights().keySet())
                .isEqualTo(Classifiers.ALEXNET.graph(1000).weights().keySet());
    }

    @Test
    void alexNetEndsAtOneScoreAClassOnPicturesOf227() {
        Graph graph = Classifiers.alexNet(16, true, 7);
        torch.manual_seed(4);
        float[] image = ReferencePlanes.random(3 * 227 * 227, 0, 1);

        assertThat(scores(graph, Weights.random(graph), image, 227)).hasSize(7);
    }

    @Test
    void dropsValuesWhileTrainingOnly() {
        Graph graph = Classifiers.SQUEEZENET_TINY.graph(2);
        torch.manual_seed(3);
        Weights weights = Weights.random(graph);
        Tensor image = torch.rand(1, 3, 64, 64);
        TorchNetwork network = new TorchNetwork(graph);
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor still = network.forward(weights, image, false);
            assertThat(network.forward(weights, image, false).equal(still)).isTrue();
            assertThat(network.forward(weights, image, true).equal(still)).isFalse();
        }
    }

    @Test
    void namesTheNetworksThereAreWhereOneIsNot() {
        assertThatThrownBy(() -> Classifiers.named("vgg"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vgg")
                .hasMessageContaining("squeezenet");
    }

    private static long count(Graph graph) {
        return graph.weights().values().stream().mapToLong(Graph.Shape::count).sum();
    }

    private static float[] kernel(Weights weights, String layer) {
        return floats(weights.get(layer + ".weight"));
    }

    static float[] scores(Graph graph, Weights weights, float[] image, int size) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor input = torch.from_blob(new FloatPointer(image), 1, 3, size, size);
            return floats(new TorchNetwork(graph).forward(weights, input, false));
        }
    }

    private static float[] floats(Tensor tensor) {
        Tensor plain = tensor.detach().contiguous();
        float[] values = new float[(int) plain.numel()];
        new FloatPointer(plain.data_ptr_float()).get(values);
        return values;
    }
}
