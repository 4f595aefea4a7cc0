package io.cloudless.cli;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.dataset.LabelledScene;
import io.cloudless.dataset.SceneIndex;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.draw.EvaluationReport;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.MaskFolder;
import io.cloudless.evaluate.Predictor;
import io.cloudless.evaluate.SegmenterPredictor;
import io.cloudless.evaluate.Statistics;
import io.cloudless.model.Model;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code evaluate --images --masks}: a model or a folder of masks against true masks. */
final class MaskEvaluation {
    private final Console console;
    private final TruthOptions options;
    private final EvaluationSettings settings;

    MaskEvaluation(Console console, TruthOptions options, EvaluationSettings settings) {
        this.console = console;
        this.options = options;
        this.settings = settings;
    }

    /** @param subject a model or a folder of masks */
    void run(String subject) {
        LabelledFolder folder = select(LabelledFolder.pair(options.images(), options.masks()));
        if (!folder.withoutMask().isEmpty()) {
            console.remark(
                    folder.withoutMask().size() + " images without a mask in " + options.masks() + " are left out");
        }
        String against = options.against();
        try (Subject first = open(subject);
                Subject second = against == null ? null : open(against)) {
            Evaluation evaluation = evaluate(first, folder.scenes());
            Comparison comparison =
                    second == null ? null : Comparison.of(evaluation, evaluate(second, folder.scenes()));
            console.out().print(Statistics.text(evaluation, comparison));
            Path out = options.out();
            if (out != null) {
                write(out, evaluation, comparison, folder.scenes(), first.predictor());
            }
        }
    }

    private LabelledFolder select(LabelledFolder folder) {
        Path index = options.index();
        if (index == null) {
            return folder;
        }
        SceneIndex known = SceneIndex.read(index);
        LabelledFolder selected = folder.where(known, options.where());
        // Names a column that is not there before hours are spent.
        options.tags().forEach(column -> known.require(selected.scenes().get(0).name(), column));
        return selected;
    }

    private Evaluation evaluate(Subject evaluated, List<LabelledScene> scenes) {
        return new Evaluation(
                evaluated.name(),
                settings.note(),
                Evaluator.evaluate(evaluated.predictor(), scenes, settings.threads(), console.progress()),
                options.tags());
    }

    private void write(
            Path folder,
            Evaluation evaluation,
            @Nullable Comparison comparison,
            List<LabelledScene> scenes,
            Predictor predictor) {
        Path report = folder.resolve("report.html");
        try {
            Statistics.write(folder, evaluation, comparison);
            EvaluationReport.write(report, evaluation, comparison, scenes, predictor);
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
        console.remark("The report is " + report);
    }

    private Subject open(String name) {
        if (Files.isDirectory(Path.of(name))) {
            return new Subject(name, new MaskFolder(Path.of(name)), null);
        }
        Model model = ModelChoice.open(name);
        return new Subject(name, new SegmenterPredictor(new Segmenter(model), segmenterOptions()), model);
    }

    /** One thread for each image: the images run side by side already. */
    private SegmenterOptions segmenterOptions() {
        SegmenterOptions segmenter = SegmenterOptions.defaults().withThreads(1);
        Double threshold = settings.threshold();
        Double resolution = options.resolution();
        segmenter = threshold == null ? segmenter : segmenter.withCloudThreshold(threshold);
        return resolution == null ? segmenter : segmenter.withResolution(resolution);
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
