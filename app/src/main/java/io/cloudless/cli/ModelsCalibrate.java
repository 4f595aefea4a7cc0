package io.cloudless.cli;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.detect.Segmenter;
import io.cloudless.evaluate.CalibratedModel;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.SegmenterPredictor;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless models calibrate}: a copy of a model whose thresholds, and if wanted probabilities, are measured. */
@Command(
        name = "calibrate",
        description = {
            "Measures a model on images with known truth, and writes a copy whose card says which thresholds serve 'detect"
                    + " --prefer recall', 'balanced' and 'precision'. The network stays as it is.",
            "Take images that the model was not trained on, and measure the copy on others again: docs/thresholds.md.",
        },
        footer = {
            "",
            "Example:",
            "  cloudless models calibrate model.onnx --images val/images --masks val/masks \\",
            "      --index val/index.csv --where split=validation --out calibrated.onnx"
        })
final class ModelsCalibrate implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "A file, a name of 'models list', or 'bundled' (the default).")
    private String model = ModelChoice.BUNDLED;

    @Mixin
    private final TruthOptions truth = new TruthOptions();

    @Option(names = "--out", required = true, paramLabel = "M.onnx", description = "The model file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--scale",
            description =
                    "Scale the probabilities too, so that of the pixels of 70 %% seven in ten are cloud, if that also"
                            + " helps on scenes left out of it. It holds for images like these, not for other sensors.")
    private boolean scale;

    @Option(
            names = "--shadow-threshold",
            paramLabel = "0..1",
            description =
                    "For the card: of what is no cloud, shadow is where its share of the probability is above this"
                            + " (default: as on the card). Below one half more shadow is found, and more called shadow.")
    private @Nullable Double shadowThreshold;

    @Option(
            names = "--haze-limit",
            paramLabel = "0..1",
            description =
                    "For the card: by how much blue may exceed red where a scene is darkest, of full scale. Where it does so by"
                            + " more, haze is taken off before the network sees the scene. Take about the most in the images it was"
                            + " trained on (default: as on the card, else never).")
    private @Nullable Double hazeLimit;

    @Option(names = "--limits", paramLabel = "TEXT", description = "Where the model fails, in words, for its card.")
    @Nullable
    private String limits;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Images at a time. Default: one for each processor. Never changes the result.")
    private int threads = Runtime.getRuntime().availableProcessors();

    ModelsCalibrate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String problem = threads < 1 ? "--threads must be at least 1" : truth.problem();
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
        LabelledFolder folder = truth.select(List.of());
        try (Model opened = ModelChoice.open(model)) {
            ModelChoice.checkSegments(opened, "Only probabilities of masks are calibrated");
            ModelCard before = withHazeLimit(withShadowThreshold(opened.card()));
            CalibratedModel calibrated = calibrate(opened.withCard(before), folder);
            ModelCard card = calibrated.card(before);
            opened.writeCopy(out, limits == null ? card : card.withLimits(limits));
            console.out().print(calibrated.text());
            console.out().println(out);
        } catch (IOException e) {
            throw InputException.unwritable(out, e);
        }
        return 0;
    }

    private ModelCard withShadowThreshold(ModelCard card) {
        Double asked = shadowThreshold;
        return asked == null
                ? card
                : card.with(
                        WrongUse.asked(spec, () -> card.output().withShadowThreshold(asked)),
                        card.provenance().figures());
    }

    private ModelCard withHazeLimit(ModelCard card) {
        Double asked = hazeLimit;
        return asked == null ? card : WrongUse.asked(spec, () -> card.withHazeLimit(asked));
    }

    private CalibratedModel calibrate(Model opened, LabelledFolder folder) {
        SegmenterPredictor predictor = new SegmenterPredictor(new Segmenter(opened), truth.segmenterOptions());
        Evaluation evaluation = new Evaluation(
                model, "", Evaluator.evaluate(predictor, folder.scenes(), threads, console.progress()), List.of());
        try {
            return CalibratedModel.of(evaluation, scale);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    truth.masks(), String.valueOf(e.getMessage()), "Choose scenes with cloud and without", e);
        }
    }
}
