package io.cloudless.cli;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.raster.InputException;
import io.cloudless.train.CardTemplate;
import io.cloudless.train.ClassifierOptions;
import io.cloudless.train.ClassifierTrainer;
import io.cloudless.train.RunFolder;
import io.cloudless.train.Trainer;
import io.cloudless.train.TrainingOptions;
import io.cloudless.train.WeightedData;
import java.nio.file.Path;
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
        Trainer trainer =
                new Trainer(training, options.data.stream().map(this::dataset).toList(), folder);
        segment.from.forEach(name -> with(name, trainer::beginFrom, trainer::beginFrom));
        if (segment.averageWith != null) {
            with(segment.averageWith, trainer::averageWith, trainer::averageWith);
        }
        String figures = train(trainer, card.template("model", pixelSize));
        return done(
                folder,
                figures.isEmpty()
                        ? "No images were left to validate with, so there are no figures, and the last weights were taken;"
                                + " prepare images of more places, or a greater --validation"
                        : figures);
    }

    /** Trains beside a teacher where there is one; the figures. */
    private String train(Trainer trainer, CardTemplate template) throws InterruptedException {
        try (Model teacher = segment.teacher == null ? null : ModelChoice.open(segment.teacher)) {
            if (teacher != null) {
                trainer.learnFrom(teacher);
            }
            return trainer.train(options.note, template, console.progress()).figuresText();
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
