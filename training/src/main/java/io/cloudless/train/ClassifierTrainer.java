package io.cloudless.train;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.Split;
import io.cloudless.evaluate.ClassifierStatistics;
import io.cloudless.files.InputException;
import io.cloudless.model.ModelCard;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Trains a network on a folder of chips to tell what a picture shows as a whole. */
public final class ClassifierTrainer {
    /** Of a new last layer's weights: pretrained layers below it speak louder than those of a new network. */
    private static final double QUIET = 0.1;

    private final ClassifierOptions options;
    private final ChipFolder data;
    private final RunFolder run;
    private final List<Path> pretrained;
    private final ClassifierObjective objective;
    private final TrainingLoop<ClassifierValidation> loop;

    /**
     * Prepares the training.
     *
     * @param pretrained files of weights to begin with, all but those of the last layer: an {@code .npz}, an
     *     {@code .onnx}, or a {@code .prototxt} and its {@code .caffemodel}; empty to begin with random weights
     * @throws InputException if a file of weights is missing, damaged or of another network, or there are no chips to
     *     validate with
     */
    public ClassifierTrainer(ClassifierOptions options, ChipFolder data, List<Path> pretrained, RunFolder run) {
        if (data.chips(Split.VALIDATION).isEmpty()) {
            throw new InputException(
                    data.folder(),
                    "has no chips to validate with",
                    "Prepare it again with more images or a greater --validation");
        }
        this.options = options;
        this.data = data;
        this.run = run;
        this.pretrained = List.copyOf(pretrained);
        this.objective = new ClassifierObjective(options, data, pretrained.isEmpty() ? 1 : options.lastLayerRate());
        torch.set_num_threads(options.threads());
        torch.manual_seed(options.seed());
        this.loop = new TrainingLoop<>(objective, firstWeights(), run);
    }

    private Weights firstWeights() {
        Graph graph = objective.graph();
        Weights weights = Weights.random(graph).on(options.device().open());
        if (!pretrained.isEmpty()) {
            Pretrained.read(pretrained).copyTo(weights, graph, Set.of(graph.lastLayer()));
            try (NoGradGuard guard = new NoGradGuard()) {
                weights.get(graph.lastLayer() + ".weight").mul_(new Scalar(QUIET));
            }
        }
        return weights;
    }

    /**
     * Trains to the end, from the run's checkpoint where there is one, and leaves the weights of the best validation as
     * the run's model file, with charts and figures beside it.
     *
     * @param note kept in the run folder
     * @return the figures of that model
     */
    public ClassifierValidation train(String note, CardTemplate template, Progress progress)
            throws InterruptedException {
        loop.train(config(), note, progress);
        ClassifierValidation validation = loop.validateBest();
        byte[] model = OnnxExport.write(
                objective.graph(),
                loop.best(),
                template.classifierCard(
                        data.classes(),
                        options.crop(),
                        validation.toString(),
                        OptionalLong.of(options.seed()),
                        Map.of(
                                "network",
                                options.network(),
                                "iterations",
                                Integer.toString(options.iterations()),
                                ModelCard.BACKGROUND,
                                data.background())));
        run.finish(
                model,
                (folder, title, itsNote) -> ClassifierStatistics.write(folder, validation.evaluation(title, itsNote)));
        return validation;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("task", "classify");
        config.put("data", List.of(data.folder().toString()));
        config.put("classes", data.classes());
        config.put("weights", pretrained.stream().map(Path::toString).toList());
        config.put("options", options);
        return config;
    }
}
