package io.cloudless.cli;

import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.region.RegionOptions;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.Preference;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
            "With --method regions it shows boxes to a classifier, whatever it was taught,",
            "and writes the regions without a mask.",
            "",
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cloudless detect scene.tif",
            "  cloudless detect scenes/ --out results --stac --overlay mask",
            "  cloudless detect quickview.png --resolution 10 --threshold 0.4",
            "  cloudless detect scene.tif --prefer recall",
            "  cloudless detect harbour.png --method regions --model ships.onnx"
        })
final class DetectCommand implements Callable<Integer> {
    /** How to look at a scene. */
    enum Method {
        SEGMENT,
        REGIONS
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

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
            names = "--method",
            paramLabel = "NAME",
            description = "segment: each pixel (default). regions: boxes, each shown to a classifier.")
    private Method method = Method.SEGMENT;

    @Mixin
    private final PictureModel model = new PictureModel();

    @Mixin
    private final DetectOptions options = new DetectOptions();

    @Option(names = "--json", description = "Print an object per image, one a line, instead of text.")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWith --method segment:%n")
    private final MaskOptions maskOptions = new MaskOptions();

    @ArgGroup(validate = false, heading = "%nWith --method regions:%n")
    private final RegionsOptions regionsOptions = new RegionsOptions();

    DetectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (images.contains("")) {
            // Else a variable that a script left empty would mean every picture in the current folder.
            throw new ParameterException(spec.commandLine(), "An IMAGE is empty: name a file, a folder or a pattern");
        }
        checkMethod();
        Function<Model, SceneWork> work = WrongUse.asked(spec, this::work);
        List<Path> files = SceneFiles.named(images);
        if (out != null) {
            Staging.in(out).close(); // before any work is done for nothing
        }
        if (regionsOptions.dump() != null) {
            Staging.in(regionsOptions.dump()).close();
        }
        try (Model opened = model.open()) {
            return detectAll(files, work.apply(opened));
        }
    }

    /** An option of the other method would do nothing, and its user would not know. */
    private void checkMethod() {
        Class<?> other = method == Method.SEGMENT ? RegionsOptions.class : MaskOptions.class;
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.userObject() instanceof Field field && field.getDeclaringClass() == other) {
                throw new ParameterException(
                        spec.commandLine(),
                        option.longestName() + " needs --method " + (method == Method.SEGMENT ? "regions" : "segment"));
            }
        }
        if (method == Method.REGIONS && options.overlay() == DetectOptions.OverlayKind.MASK) {
            throw new ParameterException(spec.commandLine(), "--overlay mask needs --method segment");
        }
    }

    private Function<Model, SceneWork> work() {
        SegmenterOptions each = options.segmenterOptions().withProgress(console.progress());
        Double threshold = options.threshold();
        if (method == Method.REGIONS) {
            RegionOptions regions = regionsOptions.regionOptions(threshold);
            return opened -> new SceneRegions(opened, options, regions, each, regionsOptions.dump());
        }
        maskOptions.check();
        Preference prefer = maskOptions.prefer();
        if (prefer != null && threshold != null) {
            throw new IllegalArgumentException("Either --prefer or --threshold: a preference stands for a threshold");
        }
        SegmenterOptions segmenting = threshold == null ? each : each.withCloudThreshold(threshold);
        return opened -> new SceneDetection(
                segmenter(opened),
                options,
                maskOptions,
                prefer == null ? segmenting : segmenting.withCloudThreshold(ModelChoice.preset(opened, prefer)));
    }

    private static Model segmenter(Model opened) {
        ModelChoice.checkSegments(
                opened, "A mask needs a model that segments them; --method regions shows boxes to this one");
        return opened;
    }

    private int detectAll(List<Path> files, SceneWork work) {
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
                report.found(file, work.run(file, folder, name));
                sourceOf.put(results, file);
            } catch (IOException | RuntimeException | Error e) { // the other scenes go on
                report.failed(file, Failure.describe(file, e));
                console.trace(e);
                exitCode = 1;
            }
        }
        return exitCode;
    }
}
