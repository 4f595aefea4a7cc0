package io.cloudless.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless evaluate}: how good a model's answers are, or anyone's masks. */
@Command(
        name = "evaluate",
        description = {
            "Holds the masks of a model, or masks made earlier, against the truth: --images and --masks.",
            "Or the answers of a training run against its validation chips: --run. This writes loss.png, accuracy.png,"
                    + " training.png, statistics.txt, statistics.json and report.html into the run's folder."
        },
        footer = {
            "",
            "Examples:",
            "  cloudless evaluate --run 1 --note 'lower learning rate' --threshold 0.5",
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
            description = "A model file, a name of 'models list', 'bundled', or a folder of masks (NAME.png or"
                    + " NAME-mask.tif). Default: bundled.")
    private @Nullable String subject;

    @Mixin
    private final TruthOptions masks = new TruthOptions();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "From this probability on, 0 to 1, a pixel is cloud, or a chip shows what is sought."
                    + " Default: as the model says; 0.5 for a classifier.")
    private @Nullable Double threshold;

    @Option(names = "--note", paramLabel = "TEXT", description = "A line to keep with the results.")
    private String note = "";

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
        require(threads >= 1, "--threads must be at least 1");
        require(
                threshold == null || (threshold > 0 && threshold <= 1),
                "--threshold must be above 0 and at most 1, not " + threshold);
        EvaluationSettings settings = new EvaluationSettings(threshold, note, threads);
        if (run.isUsed()) {
            require(
                    subject == null && masks.isUnused() && report.isUnused(),
                    "With --run only --runs, --data, --threshold and --note go");
            new RunEvaluation(console, run, settings).run();
        } else {
            checkMasks();
            new MaskEvaluation(console, masks, report, settings).run(subject == null ? ModelChoice.BUNDLED : subject);
        }
        return 0;
    }

    private void checkMasks() {
        String problem = masks.problem();
        require(problem == null, problem + (masks.isUnused() ? ", or --run" : ""));
        require(report.tags().isEmpty() || masks.index() != null, "--tags needs --index");
        require(run.data().isEmpty(), "--data goes with --run");
        boolean isForModels = threshold != null || masks.resolution() != null;
        for (String each : new String[] {subject, report.against()}) {
            require(
                    !isForModels || each == null || !Files.isDirectory(Path.of(each)),
                    "--threshold and --resolution are for models; " + each + " is a folder of masks");
        }
    }

    private void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
