package io.cloudless.train;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Statistics;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.work.Progress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Trains a network on prepared datasets to tell the class of every pixel. */
public final class Trainer {
    private static final int RGB = 3;
    /** Batches. */
    private static final int UNFOLDED_OVER = 4;

    private final TrainingOptions options;
    private final RunFolder run;
    private final SegmentationObjective objective;
    private final TrainingLoop<Validation> loop;
    private final List<String> folders;
    private final WeightsMean beginning;
    private @Nullable Weights partner;

    public Trainer(TrainingOptions options, List<WeightedData> data, RunFolder run) {
        check(options, data);
        this.options = options;
        this.run = run;
        this.folders = data.stream()
                .map(weighted -> weighted.dataset().folder().toString())
                .toList();
        this.objective = new SegmentationObjective(options, data);
        torch.set_num_threads(options.threads());
        torch.manual_seed(options.seed());
        Weights random = Weights.random(objective.graph()).on(options.device().open());
        this.beginning = new WeightsMean(random.copy(), objective.graph());
        this.loop = new TrainingLoop<>(objective, random, run);
    }

    private static void check(TrainingOptions options, List<WeightedData> data) {
        int bands = data.get(0).dataset().bands();
        if (options.casts() > 0 && bands != RGB && bands != RGB + 1) {
            throw new InputException(
                    data.get(0).dataset().folder(),
                    "has " + bands + " bands; clouds can be cast on red, green, blue and perhaps near infrared",
                    "Train without casting clouds");
        }
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
    }

    /**
     * Begins with the best weights of another run instead of random ones; but the last layer's are random where that run told
     * another number of classes. Called again, also for models, the run begins with the mean of all.
     *
     * @throws InputException if that run has no checkpoint or is of another network
     */
    public void beginFrom(RunFolder other) {
        Weights weights = loop.best().copy();
        beginFrom(
                weights,
                other.checkpoint().load("best", weights, objective.graph().lastLayer()));
    }

    /**
     * As {@link #beginFrom(RunFolder)}, with the weights of a model, to teach it more; of an {@link EnsembleModel} with those of
     * its first network.
     *
     * @throws InputException if the model is of another network
     */
    public void beginFrom(Model model) {
        boolean sameClasses = model.card().classes().size() == options.classes();
        beginFrom(weightsOf(model, sameClasses), sameClasses);
    }

    private void beginFrom(Weights weights, boolean sameClasses) {
        beginning.add(weights, sameClasses);
        loop.beginWith(beginning.weights());
    }

    /**
     * Leaves the mean of this run's best weights and another's as the model: a run that begins where the other was often
     * forgets what the other still knew.
     *
     * @throws InputException if that run has no checkpoint or is of another network
     */
    public void averageWith(RunFolder other) {
        // Read now: a run that is missing must not be found out after hours of training.
        Weights weights = loop.best().copy();
        other.checkpoint().load("best", weights, "");
        partner = weights;
    }

    /**
     * As {@link #averageWith(RunFolder)}, with a model that this run began from.
     *
     * @throws InputException if the model is of another network, or of other classes
     */
    public void averageWith(Model model) {
        partner = weightsOf(model, true);
    }

    /**
     * Lets the network learn what a model says of each chip of a dataset, beside the truth: often more than the truth tells, and
     * more even than a network of this size finds by itself. Several teachers of a dataset have their shares side by side.
     *
     * @param answers about one of the datasets
     * @param share of the loss, above 0; what the teachers of a dataset have together is at most 1, and the truth has the rest
     */
    public void learnFrom(TeacherAnswers answers, double share) {
        objective.learnFrom(answers, share);
    }

    private Weights weightsOf(Model model, boolean withLastLayer) {
        Graph graph = objective.graph();
        Weights weights = loop.best().copy();
        Pretrained.of(model).copyTo(weights, graph, withLastLayer ? Set.of() : Set.of(graph.lastLayer()));
        Unfolding.apply(
                graph,
                weights,
                IntStream.range(0, UNFOLDED_OVER).mapToObj(objective::batch).toList());
        return weights;
    }

    /**
     * Trains to the end, from the run's checkpoint where there is one, and leaves the weights of the best validation as
     * the run's model file, with charts and figures beside it.
     *
     * @param note kept in the run folder
     * @return the figures of that model
     */
    public Validation train(String note, CardTemplate template, Progress progress) throws InterruptedException {
        objective.checkKnown();
        loop.train(Map.of("task", "segment", "data", folders, "options", options), note, progress);
        if (partner != null) {
            loop.best().follow(partner, 0.5);
        }
        Validation validation = loop.validateBest();
        ModelCard card = template.card(options, objective.bands(), validation);
        run.finish(
                OnnxExport.write(objective.graph(), loop.best(), card),
                (folder, title, itsNote) -> Statistics.write(
                        folder,
                        Evaluation.ofTotal(title, itsNote, validation.matrix(), validation.probabilities()),
                        null));
        return validation;
    }
}
