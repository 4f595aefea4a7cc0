package io.cloudless.train;

import io.cloudless.work.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loop: batch by batch towards an {@link Objective}, with tables, validations and checkpoints in the run folder. A
 * loop that goes on from a checkpoint does what it would have done without the interruption.
 */
final class TrainingLoop<V extends Outcome> {
    private final Objective<V> objective;
    private final LoopOptions options;
    private final RunFolder run;
    private final TorchNetwork network;
    private final Weights weights;
    private final Weights averaged;
    private final Weights best;
    private final TensorVector parameters;
    private final WeightUpdates updates;

    /** @param weights to begin with */
    TrainingLoop(Objective<V> objective, Weights weights, RunFolder run) {
        this.objective = objective;
        this.options = objective.options();
        this.run = run;
        this.network = new TorchNetwork(objective.graph());
        this.weights = weights;
        this.averaged = weights.copy();
        this.best = weights.copy();
        this.parameters = weights.parameters();
        this.updates = new WeightUpdates(options.solver(), objective.groups(weights));
    }

    /** The weights of the best validation. */
    Weights best() {
        return best;
    }

    /**
     * Trains to the end, from the run's checkpoint where there is one.
     *
     * @param config what the run was asked for
     * @param note kept in the run folder
     */
    void train(Map<String, Object> config, String note, Progress progress) throws InterruptedException {
        Map<String, Weights> all = new LinkedHashMap<>(Map.of("weights", weights, "averaged", averaged, "best", best));
        Checkpoint.Position position = run.checkpoint().exists()
                ? run.checkpoint().load(all, updates.memory())
                : new Checkpoint.Position(0, -1);
        run.begin(config, note);
        run.rewind(position.iteration(), objective.columns());
        progress.begin("train", options.iterations(), "steps");
        progress.resume(position.iteration());
        try (BatchLoader loader = new BatchLoader(
                        objective::batch, position.iteration(), options.iterations(), options.threads());
                Replicas replicas = new Replicas(weights, options.parts(), options.threads())) {
            long start = System.nanoTime();
            for (int iteration = position.iteration(); iteration < options.iterations(); iteration++) {
                Step step = step(replicas, loader.next(), iteration);
                int done = iteration + 1;
                progress.advance(1);
                if (done % options.logEvery() == 0) {
                    progress.note(String.format(Locale.ROOT, "loss %.3f acc %.3f", step.loss, step.accuracy));
                    run.train(done, step.loss, step.accuracy, options.learningRate(iteration), seconds(start));
                }
                if (options.isCheckpoint(done)) {
                    double score = validate(done, options.learningRate(iteration), seconds(start));
                    // Where nothing is left to validate with, the score is no number and the last weights are the best.
                    if (!(score <= position.best())) {
                        best.follow(averaged, 0);
                    }
                    position = new Checkpoint.Position(done, Math.max(score, position.best()));
                    Checkpoint.Position reached = position;
                    NativeWork.run(() -> run.checkpoint().save(reached, all, updates.memory()));
                }
            }
        } finally {
            progress.end();
        }
    }

    private record Step(double loss, double accuracy) {}

    private Step step(Replicas replicas, Batch batch, int iteration) throws InterruptedException {
        // What is dropped depends on the step alone, so that it does not matter where a run was resumed.
        torch.manual_seed(options.seed() + iteration);
        updates.begin(options.learningRate(iteration));
        boolean isLogged = (iteration + 1) % options.logEvery() == 0;
        List<Step> steps = replicas.each((part, replica) ->
                NativeWork.result(() -> computeGradients(batch.part(part, options.parts()), replica, isLogged)));
        NativeWork.run(() -> applyGradients(replicas, iteration));
        return new Step(mean(steps, Step::loss), mean(steps, Step::accuracy));
    }

    private Step computeGradients(Batch batch, Weights replica, boolean isLogged) {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = forward(replica, batch.tensor());
            Tensor loss = objective.loss(scores, batch);
            loss.div(new Scalar(options.parts())).backward();
            return new Step(loss.item_float(), isLogged ? objective.accuracy(scores, batch) : Double.NaN);
        }
    }

    private void applyGradients(Replicas replicas, int iteration) {
        try (PointerScope scope = new PointerScope()) {
            replicas.addGradients();
            torch.clip_grad_norm_(parameters, options.largestGradient());
            updates.apply();
            // The average begins as a short one: the first weights are worth little.
            averaged.follow(weights, Math.min(options.averaging(), (1.0 + iteration) / (10.0 + iteration)));
        }
    }

    private static double mean(List<Step> steps, ToDoubleFunction<Step> figure) {
        return steps.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private Tensor forward(Weights replica, Tensor images) {
        if (!options.halfPrecision()) {
            return network.forward(replica, images, true);
        }
        DeviceType type = replica.device().type();
        torch.set_autocast_dtype(type, ScalarType.BFloat16);
        // Its cache would hand out the weights of the step before.
        torch.set_autocast_cache_enabled(false);
        torch.set_autocast_enabled(type, true);
        try {
            return network.forward(replica, images, true).to(ScalarType.Float);
        } finally {
            torch.set_autocast_enabled(type, false);
        }
    }

    private double validate(int iteration, double learningRate, double seconds) {
        V outcome = objective.validate(network, averaged);
        run.validation(iteration, outcome, learningRate, seconds);
        return outcome.score();
    }

    /** The figures of the {@link #best} weights. */
    V validateBest() {
        return objective.validate(network, best);
    }

    /** Begins with other weights. */
    void beginWith(Weights others) {
        weights.follow(others, 0);
        averaged.follow(weights, 0);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
