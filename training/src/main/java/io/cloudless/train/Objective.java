package io.cloudless.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a network is trained for: the pictures it sees, how wrong an answer is and how well it does. The {@link
 * TrainingLoop} knows nothing else of the task.
 *
 * @param <V> figures of a validation
 */
interface Objective<V extends Outcome> {
    LoopOptions options();

    /** The network to train. */
    Graph graph();

    /** The solver's groups of weights. */
    List<WeightUpdates.Group> groups(Weights weights);

    /** What batch number {@code number} holds depends on this number and the options alone. */
    Batch batch(int number);

    /**
     * @param scores the network's answer to a batch
     * @return a single value
     */
    Tensor loss(Tensor scores, Batch batch);

    /** Share of the answers that are right, of those that the truth tells. */
    double accuracy(Tensor scores, Batch batch);

    V validate(TorchNetwork network, Weights weights);

    /** Names of {@link Outcome#figures} in the table of validations. */
    List<String> columns();
}
