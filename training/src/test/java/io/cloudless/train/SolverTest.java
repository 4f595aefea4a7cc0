package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class SolverTest {
    @Test
    void adamWWarmsUpThenFallsAlongACosine() {
        Solver solver = new Solver.AdamW(0.01, 10, 0);

        assertThat(solver.rate(0, 100)).isEqualTo(0.001, within(1e-9));
        assertThat(solver.rate(10, 100)).isEqualTo(0.01, within(1e-9));
        assertThat(solver.rate(55, 100)).isEqualTo(0.005, within(1e-9));
        assertThat(solver.rate(99, 100)).isLessThan(1e-5);
    }

    @Test
    void sgdFallsInSteps() {
        Solver solver = new Solver.Sgd(0.1, 0.9, 0, 0.5, 10);

        assertThat(solver.rate(9, 100)).isEqualTo(0.1, within(1e-9));
        assertThat(solver.rate(10, 100)).isEqualTo(0.05, within(1e-9));
        assertThat(solver.rate(29, 100)).isEqualTo(0.025, within(1e-9));
    }

    /** v = momentum * v + gradient + decay * w; w = w - rate * v, with a gradient of 2. */
    @Test
    void sgdMovesWeightsAsCaffeDoesAndEachGroupAtItsRate() {
        Tensor slow = leaf(1);
        Tensor fast = leaf(1);
        WeightUpdates updates = new WeightUpdates(
                new Solver.Sgd(0.1, 0.9, 0.01, 1, 1),
                List.of(
                        new WeightUpdates.Group(new TensorVector(slow), 1, true),
                        new WeightUpdates.Group(new TensorVector(fast), 3, false)));
        double slowWeight = 1;
        double slowSpeed = 0;
        double fastWeight = 1;
        double fastSpeed = 0;
        for (int step = 0; step < 3; step++) {
            updates.begin(0.1);
            slow.add(fast).mul(new Scalar(2.0)).sum().backward();
            updates.apply();
            slowSpeed = 0.9 * slowSpeed + 2 + 0.01 * slowWeight;
            slowWeight -= 0.1 * slowSpeed;
            fastSpeed = 0.9 * fastSpeed + 2;
            fastWeight -= 0.3 * fastSpeed;
        }

        assertThat(slow.item_double()).isEqualTo(slowWeight, within(1e-5));
        assertThat(fast.item_double()).isEqualTo(fastWeight, within(1e-5));
    }

    @Test
    void refusesRatesThatCannotBe() {
        assertThatThrownBy(() -> new Solver.Sgd(0, 0.9, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Solver.Sgd(0.1, 1, 0, 1, 1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> new Solver.Sgd(0.1, 0.9, 0, 0, 1)).hasMessageContaining("step");
        assertThatThrownBy(() -> new Solver.AdamW(0.1, 1, -1)).hasMessageContaining("decay");
    }

    private static Tensor leaf(double value) {
        Tensor tensor = torch.full(new long[] {1}, new Scalar(value));
        tensor.set_requires_grad(true);
        return tensor;
    }
}
