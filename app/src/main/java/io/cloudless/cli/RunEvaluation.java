package io.cloudless.cli;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.region.PictureClassifier;
import io.cloudless.draw.ClassifierReport;
import io.cloudless.draw.EvaluationReport;
import io.cloudless.draw.RunCourse;
import io.cloudless.draw.TrainingCharts;
import io.cloudless.evaluate.ChipEvaluator;
import io.cloudless.evaluate.ClassifierEvaluation;
import io.cloudless.evaluate.ClassifierStatistics;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.PreparedEvaluator;
import io.cloudless.evaluate.Statistics;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** {@code evaluate --run}: the model of a training run against the validation chips of its dataset. */
final class RunEvaluation {
    private static final double THRESHOLD = 0.5;
    private static final String REPORT = "report.html";

    private final Console console;
    private final RunOptions options;
    private final EvaluationSettings settings;

    RunEvaluation(Console console, RunOptions options, EvaluationSettings settings) {
        this.console = console;
        this.options = options;
        this.settings = settings;
    }

    void run() {
        TrainingRun run = TrainingRun.open(options.runs(), options.number());
        try (Model model = Model.open(run.folder().resolve(TrainingRun.MODEL))) {
            boolean classifies = model.card().task() == ModelCard.Task.CLASSIFICATION;
            String note = note(run);
            // Written only now: a run that cannot be evaluated stays as it is.
            if (classifies) {
                classify(run, model, note);
            } else {
                segment(run, model, note);
            }
            AtomicFile.write(run.folder().resolve(TrainingRun.NOTE), note + "\n");
        } catch (IOException e) {
            throw InputException.unwritable(run.folder(), e);
        }
        console.remark("The report is " + run.folder().resolve(REPORT));
    }

    private void classify(TrainingRun run, Model model, String note) throws IOException {
        ChipFolder chips = ChipFolder.open(data(run).get(0));
        SegmenterOptions threads = SegmenterOptions.defaults().withThreads(settings.threads());
        try (PictureClassifier classifier = new PictureClassifier(model, threads)) {
            Double threshold = settings.threshold();
            ClassifierEvaluation evaluation = new ClassifierEvaluation(
                    titleOf(run),
                    note,
                    chips.classes(),
                    ChipEvaluator.evaluate(classifier, chips, console.progress()),
                    threshold == null ? THRESHOLD : threshold);
            console.out().print(ClassifierStatistics.text(evaluation));
            RunCourse course = course(run, note);
            ClassifierStatistics.write(run.folder(), evaluation);
            ClassifierReport.write(run.folder().resolve(REPORT), evaluation, course);
        }
    }

    private void segment(TrainingRun run, Model model, String note) throws IOException {
        List<PreparedDataset> datasets =
                data(run).stream().map(PreparedDataset::open).toList();
        Double threshold = settings.threshold();
        PreparedEvaluator evaluator = new PreparedEvaluator(
                model, threshold == null ? model.card().output().cloudThreshold() : threshold, datasets);
        Evaluation evaluation = new Evaluation(titleOf(run), note, evaluator.evaluate(console.progress()), List.of());
        console.out().print(Statistics.text(evaluation, null));
        RunCourse course = course(run, note);
        Statistics.write(run.folder(), evaluation, null);
        EvaluationReport.write(run.folder().resolve(REPORT), evaluation, evaluator, course);
    }

    private List<Path> data(TrainingRun run) {
        List<Path> data = options.data().isEmpty() ? run.config().data() : options.data();
        if (data.isEmpty()) {
            throw new InputException(
                    run.folder().resolve(TrainingRun.CONFIG),
                    "does not say which dataset the run was trained on",
                    "Name it with --data");
        }
        for (Path dataset : data) {
            if (!Files.isDirectory(dataset)) {
                throw new InputException(
                        dataset,
                        "there is no such dataset",
                        "Call this where 'train' was called, or name the dataset with --data");
            }
        }
        return data;
    }

    /** What the run was about, and below it what this evaluation is. */
    private String note(TrainingRun run) {
        String added = settings.note().strip();
        if (added.isEmpty() || run.note().lines().anyMatch(added::equals)) {
            return run.note();
        }
        return run.note().isEmpty() ? added : run.note() + "\n" + added;
    }

    private static RunCourse course(TrainingRun run, String note) throws IOException {
        List<String> words = run.config().settings().entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .toList();
        TrainingCharts.write(
                run.folder(), titleOf(run), note.lines().findFirst().orElse(""));
        byte[] chart = TrainingCharts.writeCourse(run.folder(), titleOf(run), note, words)
                .orElse(null);
        return new RunCourse(chart, new TreeMap<>(run.config().settings()));
    }

    private static String titleOf(TrainingRun run) {
        return "Run " + run.folder().getFileName();
    }
}
