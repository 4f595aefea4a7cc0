package io.cloudless.cli;

import io.cloudless.detect.SegmenterOptions;
import io.cloudless.files.FileStem;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless detect}: finds the clouds in scenes. */
@Command(
        name = "detect",
        description = {
            "Finds the clouds in GeoTIFF, PNG, JPEG and JPEG 2000 images of any size. Per image NAME it writes",
            "  NAME-mask.tif         0 clear, 1 cloud, 2 thin cloud, 3 cloud shadow, 255 no data",
            "  NAME-regions.json     connected parts of it: class, probability, box",
            "  NAME-regions.geojson  their outlines, where the image is georeferenced",
            "  NAME-regions.png      the image with a box around each",
            "and prints how much of it is cloud. An image that cannot be used does not stop the others.",
            "",
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cloudless detect scene.tif",
            "  cloudless detect scenes/ --out results --stac --overlay mask",
            "  cloudless detect quickview.png --resolution 10 --threshold 0.4"
        })
final class DetectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

    @Mixin
    private final DetectOptions options = new DetectOptions();

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "Files, folders (all images in them) or patterns such as 'scenes/*.tif'.")
    private List<String> images = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where results go; made if missing. Default: beside each image.")
    private @Nullable Path out;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            description = "An ONNX model to use in place of the bundled one: a file, or a name of 'models list'.")
    private @Nullable Path modelFile;

    @Option(names = "--json", description = "Print an object per image, one a line, instead of text.")
    private boolean json;

    DetectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (images.contains("")) {
            // Else a variable that a script left empty would mean every picture in the current folder.
            throw new ParameterException(spec.commandLine(), "An IMAGE is empty: name a file, a folder or a pattern");
        }
        SegmenterOptions segmenterOptions = segmenterOptions();
        List<Path> files = SceneFiles.named(images);
        if (out != null) {
            Staging.in(out).close(); // before any work is done for nothing
        }
        try (Model model = openModel()) {
            SceneDetection detection = new SceneDetection(model, options, segmenterOptions);
            return detectAll(files, detection);
        }
    }

    private SegmenterOptions segmenterOptions() {
        try {
            return options.segmenterOptions().withProgress(console.progress());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Model openModel() {
        if (modelFile == null) {
            return Model.bundled();
        }
        Model model = ModelChoice.open(modelFile.toString());
        if (model.card().task() != ModelCard.Task.SEGMENTATION) {
            model.close();
            throw new InputException(
                    modelFile, "classifies pictures as a whole", "A mask needs a model that segments them");
        }
        return model;
    }

    private int detectAll(List<Path> files, SceneDetection detection) {
        DetectReport report = new DetectReport(console, json);
        Map<Path, Path> sourceOf = new HashMap<>();
        int exitCode = 0;
        for (Path file : files) {
            Path folder = out != null ? out : file.toAbsolutePath().resolveSibling("");
            String name = FileStem.of(file);
            Path results = folder.resolve(name).toAbsolutePath().normalize();
            Path other = sourceOf.get(results);
            try {
                if (other != null) {
                    throw new InputException(
                            file,
                            "its results would have the same names as those of " + other,
                            "Run it by itself with another --out");
                }
                report.found(file, detection.run(file, folder, name));
                sourceOf.put(results, file);
            } catch (IOException | RuntimeException e) {
                report.failed(file, Failure.describe(file, e));
                console.trace(e);
                exitCode = 1;
            }
        }
        return exitCode;
    }
}
