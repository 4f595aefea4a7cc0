package io.cloudless.cli;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.dataset.LabelledScene;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.draw.EvaluationReport;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.MaskFolder;
import io.cloudless.evaluate.Predictor;
import io.cloudless.evaluate.SceneResult;
import io.cloudless.evaluate.SegmenterPredictor;
import io.cloudless.evaluate.Statistics;
import io.cloudless.files.InputException;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code evaluate --images --masks}: a model or a folder of masks against true masks. */
final class MaskEvaluation {
    private final Console console;
    private final TruthOptions truth;
    private final ReportOptions report;
    private final EvaluationSettings settings;

    MaskEvaluation(Console console, TruthOptions truth, ReportOptions report, EvaluationSettings settings) {
        this.console = console;
        this.truth = truth;
        this.report = report;
        this.settings = settings;
    }

    /** @param subject a model or a folder of masks */
    void run(String subject) {
        LabelledFolder folder = truth.select(report.tags());
        if (!folder.withoutMask().isEmpty()) {
            console.remark(
                    folder.withoutMask().size() + " images without a mask in " + truth.masks() + " are left out");
        }
        String against = report.against();
        try (Subject first = open(subject);
                Subject second = against == null ? null : open(against)) {
            Evaluation evaluation = evaluate(first, folder.scenes());
            Comparison comparison =
                    second == null ? null : Comparison.of(evaluation, evaluate(second, folder.scenes()));
            console.out().print(Statistics.text(evaluation, comparison));
            Path out = report.out();
            if (out != null) {
                write(out, evaluation, comparison, folder.scenes(), first.predictor());
            }
        }
    }

    private Evaluation evaluate(Subject evaluated, List<LabelledScene> scenes) {
        List<SceneResult> results =
                Evaluator.evaluate(evaluated.predictor(), scenes, settings.threads(), console.progress());
        Model model = evaluated.model();
        return model == null
                ? new Evaluation(evaluated.name(), settings.note(), results, report.tags())
                : new Evaluation(evaluated.name(), settings.note(), results, report.tags(), codesOf(model));
    }

    private void write(
            Path folder,
            Evaluation evaluation,
            @Nullable Comparison comparison,
            List<LabelledScene> scenes,
            Predictor predictor) {
        Path page = folder.resolve("report.html");
        try {
            Statistics.write(folder, evaluation, comparison);
            EvaluationReport.write(page, evaluation, comparison, scenes, predictor);
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
        console.remark("The report is " + page);
    }

    private Subject open(String name) {
        if (Files.isDirectory(Path.of(name))) {
            return new Subject(name, new MaskFolder(Path.of(name)), null);
        }
        Model model = ModelChoice.open(name);
        SegmenterOptions options = truth.segmenterOptions();
        Double threshold = settings.threshold();
        return new Subject(
                name,
                new SegmenterPredictor(
                        new Segmenter(model), threshold == null ? options : options.withCloudThreshold(threshold)),
                model);
    }

    /** What a mask of the model can hold, whether it does on these scenes or not. */
    private static Set<Integer> codesOf(Model model) {
        return model.card().classes().stream().map(MaskClass::code).collect(Collectors.toSet());
    }

    /** What is evaluated, by the name the user gave it. */
    private record Subject(
            String name, Predictor predictor, @Nullable Model model) implements AutoCloseable {
        @Override
        public void close() {
            if (model != null) {
                model.close();
            }
        }
    }
}
