package io.cloudless.cli;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.model.PixelSize;
import io.cloudless.raster.InputException;
import io.cloudless.train.CardTemplate;
import io.cloudless.train.RunFolder;
import io.cloudless.train.Trainer;
import io.cloudless.train.TrainingOptions;
import io.cloudless.train.Validation;
import io.cloudless.train.WeightedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless train}: a prepared dataset becomes a model. */
@Command(
        name = "train",
        description = "Trains a network on prepared datasets and writes it as a model file.",
        footer = {"", "Example:", "  cloudless train --data prepared/scenes --run 1 --iterations 4000"})
final class TrainCommand implements Callable<Integer> {
    private static final Pattern WEIGHTED = Pattern.compile("(.+):(\\d+(?:\\.\\d+)?)");

    /** The networks to choose from, by the names that {@link TrainingOptions} knows. */
    enum Network {
        UNET,
        UNET_SMALL,
        UNET_TINY
    }

    @Mixin
    private final Console console;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR[:WEIGHT]",
            description = "Prepared dataset, and how often it is drawn from beside others; repeatable.")
    private List<String> data = List.of();

    @Option(
            names = "--run",
            required = true,
            paramLabel = "N",
            description = "Number of the run: its folder is runs/000N.")
    private int run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(
            names = "--resume",
            description = "Go on from the run's checkpoint, after a kill too. Without it a run must be new.")
    private boolean resume;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Begin with the best weights of run N instead of random ones.")
    private @Nullable Integer from;

    @Option(
            names = "--average-with",
            paramLabel = "N",
            description = "Leave the mean of this run's best weights and those of run N as the model.")
    private @Nullable Integer averageWith;

    @Option(names = "--note", defaultValue = "", description = "What this run is about, kept with it.")
    private String note = "";

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "UNET",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Network network = Network.UNET;

    @Option(
            names = "--classes",
            defaultValue = "2",
            description = "2: clear and cloud of any kind; 4: clear, thick cloud, thin cloud, shadow"
                    + " (default: ${DEFAULT-VALUE}).")
    private int classes;

    @Option(names = "--iterations", defaultValue = "4000", description = "Steps (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--batch", defaultValue = "16", description = "Crops in a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--crop",
            defaultValue = "256",
            description = "Edge of a crop in pixels, a multiple of 32 (default: ${DEFAULT-VALUE}).")
    private int crop;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.002",
            description = "The highest; it rises at first and falls to 0 (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--validate-every",
            defaultValue = "500",
            paramLabel = "STEPS",
            description = "Validate and write a checkpoint this often (default: ${DEFAULT-VALUE}).")
    private int validateEvery;

    @Option(
            names = "--bfloat16",
            description = "Compute convolutions with 16-bit floats: faster on processors that have them.")
    private boolean bfloat16;

    @Option(names = "--threads", description = "Threads of the training engine (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the weights and of what the steps see (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--pixel-size",
            split = ",",
            arity = "1",
            paramLabel = "MIN,BEST,MAX",
            description = "Metres a pixel that the model is for, in its card (default: 15,30,60).")
    private List<Double> pixelSize = List.of(15.0, 30.0, 60.0);

    @Mixin
    private final CardOptions card = new CardOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        TrainingOptions options = options();
        require(pixelSize.size() == 3, "--pixel-size needs three sizes, such as 15,30,60");
        CardTemplate template = card.template(
                "model", possible(() -> new PixelSize(pixelSize.get(0), pixelSize.get(1), pixelSize.get(2))));
        RunFolder folder = RunFolder.of(runs, run);
        if (!resume && folder.hasBegun()) {
            throw new InputException(
                    folder.path(), "holds a run already", "Go on with it by --resume, or take another number");
        }
        Trainer trainer = new Trainer(options, datasets(), folder);
        if (from != null) {
            trainer.beginFrom(RunFolder.of(runs, from));
        }
        if (averageWith != null) {
            trainer.averageWith(RunFolder.of(runs, averageWith));
        }
        Validation validation = trainer.train(note, template, console.progress());
        console.remark(CloudScores.of(validation.matrix()).toString());
        console.out().println(folder.model());
        return 0;
    }

    private TrainingOptions options() {
        require(run >= 1, "--run counts from 1");
        require(crop >= 1, "--crop must be at least 32");
        require(learningRate > 0 && learningRate < 1, "--learning-rate must be above 0 and below 1");
        require(validateEvery >= 1, "--validate-every must be at least 1");
        require(threads >= 1, "--threads must be at least 1");
        return possible(() -> TrainingOptions.builder()
                .network(network.name().toLowerCase(Locale.ROOT))
                .classes(classes)
                .iterations(iterations)
                .batch(batch)
                .crop(crop)
                .learningRate(learningRate)
                .validateEvery(validateEvery)
                .halfPrecision(bfloat16)
                .threads(threads)
                .seed(seed)
                .build());
    }

    private void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private <T> T possible(Supplier<T> stated) {
        try {
            return stated.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<WeightedData> datasets() {
        return data.stream().map(this::dataset).toList();
    }

    private WeightedData dataset(String text) {
        Matcher weighted = WEIGHTED.matcher(text);
        if (!weighted.matches()) {
            return new WeightedData(PreparedDataset.open(Path.of(text)), 1);
        }
        PreparedDataset dataset = PreparedDataset.open(Path.of(weighted.group(1)));
        return possible(() -> new WeightedData(dataset, Double.parseDouble(weighted.group(2))));
    }
}
