package io.cloudless.cli;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.dataset.LabelledScene;
import io.cloudless.dataset.SceneIndex;
import io.cloudless.dataset.Where;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless evaluate}: how good a model's masks are, or anyone's. */
@Command(
        name = "evaluate",
        description = "Holds the masks of a model, or masks made earlier, against the truth.",
        footer = {
            "",
            "Example:",
            "  cloudless evaluate bundled --images val/images --masks val/masks \\",
            "      --index val/index.csv --where split=validation \\",
            "      --tags surface_tags --out report"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SUBJECT",
            arity = "0..1",
            defaultValue = ModelChoice.BUNDLED,
            description =
                    "A model file, 'bundled', or a folder of masks (NAME.png or NAME-mask.tif). Default: bundled.")
    private String subject = ModelChoice.BUNDLED;

    @Option(names = "--images", required = true, paramLabel = "DIR", description = "The images.")
    @SuppressWarnings("NullAway.Init") // required
    private Path images;

    @Option(
            names = "--masks",
            required = true,
            paramLabel = "DIR",
            description =
                    "The truth, a mask for each image NAME: NAME-truth.tif, NAME-mask.tif, NAME.png or the like, of its "
                            + "size; 0 clear, 1 cloud, 2 thin cloud, 3 shadow, 255 unknown.")
    @SuppressWarnings("NullAway.Init") // required
    private Path masks;

    @Option(
            names = "--index",
            paramLabel = "CSV",
            description = "What is known of the images: a table whose first column is NAME. Images that are not in it "
                    + "are left out.")
    private @Nullable Path index;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = WhereConverter.class,
            description = "Only images whose row in the index meets this, such as split=validation, "
                    + "'white_saturated_fraction<=0.6' or surface_tags~snow; several must all be met.")
    private List<Where> where = List.of();

    @Option(
            names = "--tags",
            paramLabel = "COLUMN",
            description = "Give figures for each tag of this column of the index too; tags are parted by '|'.")
    private List<String> tags = List.of();

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "From this probability on, 0 to 1, a pixel is cloud. Default: as the model says.")
    private @Nullable Double threshold;

    @Option(
            names = "--resolution",
            paramLabel = "METRES",
            description = "Edge of a pixel of the images, where they do not say.")
    private @Nullable Double resolution;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description = "A second model or folder of masks: give the difference, and how far it could be chance.")
    private @Nullable String against;

    @Option(names = "--note", paramLabel = "TEXT", description = "A line to keep with the results.")
    private String note = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write statistics.txt, statistics.json and report.html here.")
    private @Nullable Path out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Images at a time. Default: one for each processor. Never changes the result.")
    private int threads = Runtime.getRuntime().availableProcessors();

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (index == null && !(where.isEmpty() && tags.isEmpty())) {
            throw wrongUse("--where and --tags need --index");
        }
        if (threads < 1) {
            throw wrongUse("--threads must be at least 1");
        }
        LabelledFolder folder = select(LabelledFolder.pair(images, masks));
        if (!folder.withoutMask().isEmpty()) {
            console.remark(folder.withoutMask().size() + " images without a mask in " + masks + " are left out");
        }
        try (Subject first = open(subject);
                Subject second = against == null ? null : open(against)) {
            Evaluation evaluation = evaluate(first, folder.scenes());
            Comparison comparison =
                    second == null ? null : Comparison.of(evaluation, evaluate(second, folder.scenes()));
            console.out().print(Statistics.text(evaluation, comparison));
            if (out != null) {
                write(out, evaluation, comparison, folder.scenes(), first.predictor());
            }
        }
        return 0;
    }

    private LabelledFolder select(LabelledFolder folder) {
        if (index == null) {
            return folder;
        }
        SceneIndex known = SceneIndex.read(index);
        LabelledFolder selected = folder.where(known, where);
        // Names a column that is not there before hours are spent.
        tags.forEach(column -> known.require(selected.scenes().get(0).name(), column));
        return selected;
    }

    private Evaluation evaluate(Subject evaluated, List<LabelledScene> scenes) {
        return new Evaluation(
                evaluated.name(),
                note,
                Evaluator.evaluate(evaluated.predictor(), scenes, threads, console.progress()),
                tags);
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
            if (threshold != null || resolution != null) {
                throw wrongUse("--threshold and --resolution are for models; " + name + " is a folder of masks");
            }
            return new Subject(name, new MaskFolder(Path.of(name)), null);
        }
        Model model = ModelChoice.open(name);
        return new Subject(name, new SegmenterPredictor(new Segmenter(model), options()), model);
    }

    /** One thread for each image: the images run side by side already. */
    private SegmenterOptions options() {
        SegmenterOptions options = SegmenterOptions.defaults().withThreads(1);
        try {
            options = threshold == null ? options : options.withCloudThreshold(threshold);
            return resolution == null ? options : options.withResolution(resolution);
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
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
