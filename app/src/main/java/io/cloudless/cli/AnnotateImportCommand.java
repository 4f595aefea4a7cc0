package io.cloudless.cli;

import io.cloudless.annotate.ImportSummary;
import io.cloudless.annotate.LabelClass;
import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SceneImport;
import io.cloudless.annotate.chip.Stretch;
import io.cloudless.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless annotate import}: cuts scenes into the images of a project. */
@Command(
        name = "import",
        description = {
            "Cuts GeoTIFF, PNG, JPEG and JPEG 2000 scenes of any size and bit depth into images to mark. Values of all"
                    + " bands and the place on Earth are kept. Importing a scene again adds nothing; an import that was"
                    + " interrupted goes on. What is not said here is as at the last import.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cloudless annotate import scenes/ --chip 512",
            "  cloudless annotate import 'ships/*.tif' --project ships --classes ship,wake"
        })
final class AnnotateImportCommand implements Callable<Integer> {
    private static final double HALF = 0.5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Parameters(
            paramLabel = "SCENE",
            arity = "1..*",
            description = "Files, folders (all images in them) or patterns such as 'scenes/*.tif'.")
    private List<String> scenes = List.of();

    @Option(names = "--chip", paramLabel = "PIXELS", description = "Edge of an image to mark (at first: 512).")
    private @Nullable Integer chip;

    @Option(names = "--overlap", paramLabel = "PIXELS", description = "What neighbours share (at first: 0).")
    private @Nullable Integer overlap;

    @Option(
            names = "--min-valid",
            paramLabel = "SHARE",
            description = "Leave out images of which less than this has data, 0-1 (at first: 1).")
    private @Nullable Double minValid;

    @Option(
            names = "--stretch",
            paramLabel = "NAME",
            description = "How 16-bit values are shown: percentile or sigmoidal, as in 2016 (at first: percentile)."
                    + " Stored values stay as they are.")
    private @Nullable Stretch stretch;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME[=CODE]",
            description = "What is marked (at first: cloud=1,thin cloud=2,cloud shadow=3,unknown=255).")
    private List<String> classes = List.of();

    @Option(
            names = "--agreement",
            paramLabel = "SHARE",
            description = "Share of images that a second person marks too, 0-1 (at first: 0).")
    private @Nullable Double agreement;

    @Option(names = "--rank", description = "Rank the images by how unsure the model is now, not while people work.")
    private boolean rank;

    AnnotateImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> files = SceneFiles.named(scenes);
        try (Project opened = project.open()) {
            ProjectSettings settings = WrongUse.asked(spec, () -> settings(opened));
            int exitCode = importAll(opened, settings, files);
            if (rank) {
                try (Prelabels prelabels = new Prelabels(opened, Model.bundled())) {
                    prelabels.rankAll(console.progress());
                }
            }
            return exitCode;
        }
    }

    private ProjectSettings settings(Project opened) {
        ProjectSettings old = opened.settings();
        ProjectSettings settings = new ProjectSettings(
                old.grid().with(chip, overlap),
                minValid == null ? old.minValid() : minValid,
                stretch == null ? old.stretch() : stretch,
                agreement == null ? old.agreement() : agreement,
                classes.isEmpty() ? old.classes() : LabelClass.named(classes));
        opened.setUp(settings);
        return settings;
    }

    private int importAll(Project opened, ProjectSettings settings, List<Path> files) {
        SceneImport scenesIn = new SceneImport(opened, settings);
        ImportSummary all = ImportSummary.NOTHING;
        int exitCode = 0;
        long start = System.nanoTime();
        for (Path file : files) {
            try {
                ImportSummary summary = scenesIn.add(file, console.progress());
                console.out().println(file + ": " + summary);
                all = all.plus(summary);
            } catch (RuntimeException | Error e) { // the other scenes go on
                console.error(Failure.describe(file, e));
                console.trace(e);
                exitCode = 1;
            }
        }
        if (all.withoutData() > 0 && settings.minValid() > HALF) {
            console.remark("Images with gaps were left out; --min-valid " + HALF + " adds those that are half full.");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        console.remark(String.format(
                Locale.ROOT,
                "%s in %s: %s, %.1f Mpix/s. Mark them: cloudless annotate --project %s",
                files.size() == 1 ? "1 scene" : files.size() + " scenes",
                opened.folder(),
                all,
                all.megapixels() / seconds,
                opened.folder()));
        return exitCode;
    }
}
