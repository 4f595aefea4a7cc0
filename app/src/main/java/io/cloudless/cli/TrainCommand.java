package io.cloudless.cli;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.train.ClassifierOptions;
import io.cloudless.train.ClassifierTrainer;
import io.cloudless.train.RunFolder;
import io.cloudless.train.TeacherAnswers;
import io.cloudless.train.Trainer;
import io.cloudless.train.TrainingOptions;
import io.cloudless.train.WeightedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless train}: a prepared dataset becomes a model. */
@Command(
        name = "train",
        description =
                "Trains a network on prepared data and writes it as a model file: one that tells the class of every"
                        + " pixel, or one that tells what a picture shows as a whole.",
        footer = {
            "",
            "Examples:",
            "  cloudless train --data prepared/scenes --run 1 --iterations 4000",
            "  cloudless train --data prepared/mine --run 4 --from bundled --classes 4 --iterations 500",
            "  cloudless train --task classify --network squeezenet --weights squeezenet_v1.0.npz \\",
            "      --data prepared/chips --run 2 --note \"fine-tuned\"",
            "  cloudless train --task classify --weights deploy.prototxt bvlc_alexnet.caffemodel \\",
            "      --network alexnet --data prepared/chips --run 3",
            "  cloudless train --task classify --data prepared/chips --run 2 --resume"
        })
final class TrainCommand implements Callable<Integer> {
    private enum Task {
        SEGMENT,
        CLASSIFY
    }

    @Mixin
    private final Console console;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "SEGMENT",
            description = "segment: the class of every pixel; classify: what a picture shows (default: segment).")
    private Task task = Task.SEGMENT;

    @Mixin
    private final TrainOptions options = new TrainOptions();

    @ArgGroup(validate = false, heading = "%nWith --task segment:%n")
    private SegmentOptions segment = new SegmentOptions();

    @ArgGroup(validate = false, heading = "%nWith --task classify:%n")
    private ClassifyOptions classify = new ClassifyOptions();

    @ArgGroup(validate = false, heading = "%nFor the model's card:%n")
    private CardOptions card = new CardOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseOptionsOf(task == Task.SEGMENT ? Task.CLASSIFY : Task.SEGMENT);
        require(options.run >= 1, "--run counts from 1");
        return task == Task.SEGMENT ? segment() : classify();
    }

    private int segment() throws InterruptedException {
        TrainingOptions training = WrongUse.asked(spec, () -> segment.options(options));
        PixelSize pixelSize = WrongUse.asked(spec, segment::pixelSize);
        RunFolder folder = folder();
        List<WeightedData> data = options.data.stream().map(this::dataset).toList();
        checkTeachers(data);
        Trainer trainer = new Trainer(training, data, folder);
        segment.from.forEach(name -> with(name, trainer::beginFrom, trainer::beginFrom));
        if (segment.averageWith != null) {
            with(segment.averageWith, trainer::averageWith, trainer::averageWith);
        }
        segment.teachers.forEach(teacher -> learnFrom(trainer, teacher, data));
        String figures = trainer.train(options.note, card.template("model", pixelSize), console.progress())
                .figuresText();
        return done(
                folder,
                figures.isEmpty()
                        ? "No images were left to validate with, so there are no figures, and the last weights were taken;"
                                + " prepare images of more places, or a greater --validation"
                        : figures);
    }

    private void checkTeachers(List<WeightedData> data) {
        for (TeacherChoice teacher : segment.teachers) {
            require(
                    data.stream()
                            .anyMatch(each -> teacher.isAbout(each.dataset().folder())),
                    "--teacher " + teacher.model() + " is about " + teacher.dataset() + ", which is no --data");
        }
        for (WeightedData each : data) {
            double shares = segment.teachers.stream()
                    .filter(teacher -> teacher.isAbout(each.dataset().folder()))
                    .mapToDouble(TeacherChoice::share)
                    .sum();
            require(
                    shares < 1 + 1e-9,
                    String.format(
                            Locale.ROOT,
                            "The teachers of %s have %.2f of the loss together; at most 1 is possible",
                            each.dataset().folder(),
                            shares));
        }
    }

    private void learnFrom(Trainer trainer, TeacherChoice choice, List<WeightedData> data) {
        try (Model teacher = ModelChoice.open(choice.model())) {
            for (WeightedData each : data) {
                // What is never drawn from need not be answered.
                if (each.weight() > 0 && choice.isAbout(each.dataset().folder())) {
                    trainer.learnFrom(
                            TeacherAnswers.of(each.dataset(), teacher, options.threads, console.progress()),
                            choice.share());
                }
            }
        }
    }

    /** Does something with the run of this number or the model of this name. */
    private void with(String name, Consumer<RunFolder> ofRun, Consumer<Model> ofModel) {
        if (name.matches("[1-9]\\d*")) {
            ofRun.accept(RunFolder.of(options.runs, Integer.parseInt(name)));
        } else {
            try (Model model = ModelChoice.open(name)) {
                ofModel.accept(model);
            }
        }
    }

    private int classify() throws InterruptedException {
        ClassifierOptions training = WrongUse.asked(spec, () -> classify.options(options));
        require(options.data.size() == 1, "A classifier is trained on one folder of chips");
        RunFolder folder = folder();
        ChipFolder chips = ChipFolder.open(Path.of(options.data.get(0)));
        ClassifierTrainer trainer = new ClassifierTrainer(training, chips, classify.weights, folder);
        return done(
                folder,
                trainer.train(options.note, card.template("model", null), console.progress())
                        .toString());
    }

    private RunFolder folder() {
        RunFolder folder = RunFolder.of(options.runs, options.run);
        if (!options.resume && folder.hasBegun()) {
            throw new InputException(
                    folder.path(), "holds a run already", "Go on with it by --resume, or take another number");
        }
        return folder;
    }

    private int done(RunFolder folder, String figures) {
        console.remark(figures);
        console.out().println(folder.model());
        return 0;
    }

    private void refuseOptionsOf(Task other) {
        String name = other.name().toLowerCase(Locale.ROOT);
        spec.argGroups().stream()
                .filter(group -> String.valueOf(group.heading()).contains(name))
                .flatMap(group -> group.options().stream())
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .map(OptionSpec::longestName)
                .findFirst()
                .ifPresent(option -> require(false, option + " is an option of --task " + name));
    }

    private void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private WeightedData dataset(String text) {
        Weighted weighted = Weighted.parse(text);
        PreparedDataset dataset = PreparedDataset.open(Path.of(weighted.name()));
        return WrongUse.asked(spec, () -> new WeightedData(dataset, weighted.weight()));
    }
}
