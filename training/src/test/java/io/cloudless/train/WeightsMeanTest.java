package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;

class WeightsMeanTest {
    private final Graph graph = Networks.UNET_TINY.graph(3, 4);

    @Test
    void allWeighTheSameAndLastLayersOfOtherClassesNothing() {
        WeightsMean mean = new WeightsMean(constant(100), graph);

        mean.add(constant(1), false);
        assertThat(value(mean, "stem.weight")).isEqualTo(1);
        assertThat(value(mean, "scores.weight")).isEqualTo(100);

        mean.add(constant(2), true);
        mean.add(constant(6), true);
        assertThat(value(mean, "stem.weight")).isEqualTo(3, within(1e-5f));
        assertThat(value(mean, "stem.variance")).isEqualTo(3, within(1e-5f));
        assertThat(value(mean, "scores.weight")).isEqualTo(4, within(1e-5f));
        assertThat(value(mean, "scores.bias")).isEqualTo(4, within(1e-5f));
    }

    private Weights constant(double value) {
        Weights weights = Weights.random(graph);
        try (NoGradGuard guard = new NoGradGuard()) {
            weights.all().values().forEach(tensor -> tensor.fill_(new Scalar(value)));
        }
        return weights;
    }

    private static float value(WeightsMean mean, String name) {
        return new FloatPointer(mean.weights().get(name).contiguous().data_ptr_float()).get();
    }
}
