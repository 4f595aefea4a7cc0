package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class UnfoldingTest {
    private static final int SIZE = 64;

    @Test
    void theNetworkAnswersAsBeforeAndAlsoWhereBatchesAreNormalised() {
        torch.manual_seed(2);
        Graph graph = Networks.UNET_TINY.graph(3, 2);
        Weights weights = Weights.random(graph);
        List<Batch> batches = List.of(batch(1), batch(2));
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            foldAway(weights);
            weights.get("join0.weight").mul_(new Scalar(0.1));
            TorchNetwork network = new TorchNetwork(graph);
            float[] before = values(network.forward(weights, batches.get(0).tensor(), false));

            Unfolding.apply(graph, weights, batches);

            float[] after = values(network.forward(weights, batches.get(0).tensor(), false));
            assertThat(after).containsExactly(before, within(2e-3f));
            assertThat(values(weights.get("stem.variance"))).doesNotContain(1f);
            Tensor kernel = weights.get("join0.weight");
            assertThat(values(kernel.mul(kernel).sum(1, 2, 3).sqrt()))
                    .as("no shorter than a kernel to begin with")
                    .containsOnly(new float[] {(float) Weights.KERNEL_LENGTH}, within(1e-3f));
            float[] whileTraining =
                    values(network.forward(weights, batches.get(0).tensor(), true));
            assertThat(correlation(whileTraining, before)).isGreaterThan(0.95);
        }
    }

    /** As a model file leaves it: normalisations that only add. */
    private static void foldAway(Weights weights) {
        weights.all().forEach((name, tensor) -> {
            if (name.endsWith(".beta")) {
                tensor.copy_(torch.randn(tensor.size(0)).mul(new Scalar(0.1)));
            } else if (name.endsWith(".variance")) {
                tensor.fill_(new Scalar(1 - TorchNetwork.EPSILON));
            }
        });
    }

    private static Batch batch(long seed) {
        Random random = new Random(seed);
        float[] images = new float[4 * SIZE * SIZE * 3];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return new Batch(4, SIZE, 3, images, new long[4 * SIZE * SIZE]);
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        new FloatPointer(tensor.contiguous().data_ptr_float()).get(values);
        return values;
    }

    private static double correlation(float[] a, float[] b) {
        double sumA = 0;
        double sumB = 0;
        for (int i = 0; i < a.length; i++) {
            sumA += a[i] / a.length;
            sumB += b[i] / b.length;
        }
        double both = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - sumA) * (b[i] - sumB);
            squareA += (a[i] - sumA) * (a[i] - sumA);
            squareB += (b[i] - sumB) * (b[i] - sumB);
        }
        return both / Math.sqrt(squareA * squareB);
    }
}
