package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.model.ModelCard;
import io.cloudless.progress.Progress;
import io.cloudless.raster.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Trains a network on prepared datasets: the loop. */
public final class Trainer {
    private static final double LARGEST_GRADIENT = 5;
    private static final int LOG_EVERY = 20;

    private final TrainingOptions options;
    private final List<WeightedData> data;
    private final RunFolder run;
    private final Graph graph;
    private final TorchNetwork network;
    private final Weights weights;
    private final Weights averaged;
    private final Weights best;
    private final TensorVector parameters;
    private final AdamW optimizer;
    private @Nullable Weights partner;

    public Trainer(TrainingOptions options, List<WeightedData> data, RunFolder run) {
        this.options = options;
        this.data = data;
        this.run = run;
        int bands = commonBands(data);
        torch.set_num_threads(options.threads());
        torch.manual_seed(options.seed());
        this.graph = Networks.named(options.network()).graph(bands, options.classes());
        this.network = new TorchNetwork(graph);
        this.weights = Weights.random(graph);
        this.averaged = weights.copy();
        this.best = weights.copy();
        this.parameters = weights.parameters();
        this.optimizer = optimizer();
    }

    private static int commonBands(List<WeightedData> data) {
        int bands = data.get(0).dataset().bands();
        for (WeightedData weighted : data) {
            PreparedDataset dataset = weighted.dataset();
            if (dataset.bands() != bands) {
                throw new InputException(
                        dataset.folder(),
                        "has " + dataset.bands() + " bands, the first dataset has " + bands,
                        "Prepare both with the same --bands");
            }
            if (weighted.weight() > 0 && dataset.chips(Split.TRAIN).length == 0) {
                throw new InputException(
                        dataset.folder(),
                        "has no images to train on, all are kept for validation",
                        "Prepare it again with more images or a smaller --validation");
            }
        }
        return bands;
    }

    /**
     * Begins with the best weights of another run instead of random ones.
     *
     * @throws InputException if that run has no checkpoint or is of another network
     */
    public void beginFrom(RunFolder other) {
        other.checkpoint().load("best", weights);
        averaged.follow(weights, 0);
    }

    /**
     * Leaves the mean of this run's best weights and another's as the model (Wortsman et al. 2022): a run that begins
     * where the other was often forgets what the other still knew.
     *
     * @throws InputException if that run has no checkpoint or is of another network
     */
    public void averageWith(RunFolder other) {
        // Read now: a run that is missing must not be found out after hours of training.
        partner = best.copy();
        other.checkpoint().load("best", partner);
    }

    private AdamW optimizer() {
        AdamWOptions decaying = new AdamWOptions(options.learningRate());
        decaying.weight_decay().put(options.weightDecay());
        AdamWOptions steady = new AdamWOptions(options.learningRate());
        steady.weight_decay().put(0.0);
        AdamW optimizer = new AdamW(weights.kernels(), decaying);
        optimizer.add_param_group(new OptimizerParamGroup(weights.gains(), steady));
        return optimizer;
    }

    /**
     * Trains to the end, from the run's checkpoint where there is one, and leaves the weights of the best validation as
     * the run's model file, with charts and figures beside it.
     *
     * @param note kept in the run folder
     * @return the figures of that model
     */
    public Validation train(String note, CardTemplate template, Progress progress) throws InterruptedException {
        optimise(note, progress);
        if (partner != null) {
            best.follow(partner, 0.5);
        }
        Validation validation = Validation.run(network, best, data, options);
        ModelCard card = template.card(options, data.get(0).dataset().bands(), validation);
        run.finish(OnnxExport.write(graph, best, card), validation);
        return validation;
    }

    private void optimise(String note, Progress progress) throws InterruptedException {
        Map<String, Weights> all = new LinkedHashMap<>(Map.of("weights", weights, "averaged", averaged, "best", best));
        Checkpoint.Position position =
                run.checkpoint().exists() ? run.checkpoint().load(all, optimizer) : new Checkpoint.Position(0, -1);
        run.begin(Map.of("options", options), note);
        run.rewind(position.iteration());
        progress.begin("train", options.iterations(), "steps");
        progress.advance(position.iteration());
        try (BatchLoader loader = new BatchLoader(data, options, position.iteration())) {
            long start = System.nanoTime();
            for (int iteration = position.iteration(); iteration < options.iterations(); iteration++) {
                Step step = step(loader.next(), iteration);
                int done = iteration + 1;
                progress.advance(1);
                if (done % LOG_EVERY == 0) {
                    progress.note(String.format(Locale.ROOT, "loss %.3f acc %.3f", step.loss, step.accuracy));
                    run.train(done, step.loss, step.accuracy, options.learningRate(iteration), seconds(start));
                }
                if (done % options.validateEvery() == 0 || done == options.iterations()) {
                    double score = validate(done, options.learningRate(iteration), seconds(start));
                    if (score > position.best()) {
                        best.follow(averaged, 0);
                    }
                    position = new Checkpoint.Position(done, Math.max(score, position.best()));
                    run.checkpoint().save(position, all, optimizer);
                }
            }
        } finally {
            progress.end();
        }
    }

    private record Step(double loss, double accuracy) {}

    private Step step(Batch batch, int iteration) {
        setLearningRate(options.learningRate(iteration));
        try (PointerScope scope = new PointerScope()) {
            Tensor images = torch.from_blob(
                            new FloatPointer(batch.images()), batch.count(), batch.size(), batch.size(), batch.bands())
                    .permute(0, 3, 1, 2);
            Tensor truth = Tensor.create(batch.truth(), batch.count(), batch.size(), batch.size());
            optimizer.zero_grad();
            Tensor scores = forward(images);
            Tensor loss = SegmentationLoss.of(scores, truth);
            loss.backward();
            torch.clip_grad_norm_(parameters, LARGEST_GRADIENT);
            optimizer.step();
            // The average begins as a short one: the first weights are worth little.
            averaged.follow(weights, Math.min(options.averaging(), (1.0 + iteration) / (10.0 + iteration)));
            double accuracy = iteration % LOG_EVERY == LOG_EVERY - 1 ? accuracy(scores, truth) : Double.NaN;
            return new Step(loss.item_float(), accuracy);
        }
    }

    private Tensor forward(Tensor images) {
        if (!options.halfPrecision()) {
            return network.forward(weights, images, true);
        }
        torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
        // Its cache would hand out the weights of the step before.
        torch.set_autocast_cache_enabled(false);
        torch.set_autocast_enabled(DeviceType.CPU, true);
        try {
            return network.forward(weights, images, true).to(ScalarType.Float);
        } finally {
            torch.set_autocast_enabled(DeviceType.CPU, false);
        }
    }

    private static double accuracy(Tensor scores, Tensor truth) {
        Tensor known = truth.ne(new Scalar(Chip.UNKNOWN));
        Tensor right = scores.argmax(new LongOptional(1), false).eq(truth).logical_and(known);
        return right.sum().item_double() / Math.max(1, known.sum().item_double());
    }

    private void setLearningRate(double rate) {
        OptimizerParamGroupVector groups = optimizer.param_groups();
        for (long i = 0; i < groups.size(); i++) {
            groups.get(i).options().set_lr(rate);
        }
    }

    private double validate(int iteration, double learningRate, double seconds) {
        Validation validation = Validation.run(network, averaged, data, options);
        CloudScores scores = CloudScores.of(validation.matrix());
        run.validation(RunFolder.row(
                iteration, validation.loss(), scores.accuracy(), learningRate, seconds, scores.iou(), scores.boa()));
        return (scores.iou() + scores.boa()) / 2;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
