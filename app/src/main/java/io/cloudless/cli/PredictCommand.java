package io.cloudless.cli;

import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.region.PictureClassifier;
import io.cloudless.model.Model;
import io.cloudless.work.Progress;
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

/** {@code cloudless predict}: tells what images show as a whole. */
@Command(
        name = "predict",
        description = {
            "Says how likely there is a cloud in each image, or with a classifier of your own what the image shows.",
            "An image that cannot be used does not stop the others.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cloudless predict scene.png",
            "  cloudless predict chips/ --model runs/0001/model.onnx --json",
            "  cloudless predict cat.jpg --model squeezenet.onnx --classes imagenet-classes.txt --top 5"
        })
final class PredictCommand implements Callable<Integer> {
    /** Answers are told this many at a time. */
    private static final int AT_ONCE = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "Files, folders (all images in them) or patterns such as 'chips/*.png'.")
    private List<String> images = List.of();

    @Mixin
    private final PictureModel model = new PictureModel();

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "List the K likeliest classes. Default: 5; where there is one target, its probability alone.")
    private @Nullable Integer top;

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "N",
            description = "Which bands of the file to give the model, in its order, counted from 1."
                    + " Default: as the file says.")
    private List<Integer> bands = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "METRES",
            description =
                    "Edge of a pixel on the ground, for a model that segments. Default: as georeferenced, else what"
                            + " the model likes best.")
    private @Nullable Double resolution;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many processors to use; never changes the result. Default: all.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print an object per image, one a line, instead of text.")
    private boolean json;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (images.contains("")) {
            // Else a variable that a script left empty would mean every picture in the current folder.
            throw new ParameterException(spec.commandLine(), "An IMAGE is empty: name a file, a folder or a pattern");
        }
        if (top != null && top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be 1 or more, not " + top);
        }
        SegmenterOptions options = WrongUse.asked(spec, this::options);
        List<Path> files = SceneFiles.named(images);
        try (Model opened = model.open();
                PictureClassifier classifier = new PictureClassifier(opened, options)) {
            PredictReport report = new PredictReport(console, classifier.classes(), top, json, files.size() > 1);
            return predict(files, classifier, report) ? 0 : 1;
        }
    }

    private SegmenterOptions options() {
        if (bands.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("--bands counts from 1");
        }
        SegmenterOptions options = SegmenterOptions.defaults()
                .withThreads(threads)
                .withBands(bands.stream().map(number -> number - 1).toList());
        return resolution == null ? options : options.withResolution(resolution);
    }

    private boolean predict(List<Path> files, PictureClassifier classifier, PredictReport report) {
        boolean isWell = true;
        Progress progress = console.progress();
        progress.begin("predict", files.size(), "images");
        try {
            for (int from = 0; from < files.size(); from += AT_ONCE) {
                List<Path> some = files.subList(from, Math.min(from + AT_ONCE, files.size()));
                isWell &= report.tell(classifier.classify(some));
                progress.advance(some.size());
            }
        } finally {
            progress.end();
        }
        return isWell;
    }
}
