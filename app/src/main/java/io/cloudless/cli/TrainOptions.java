package io.cloudless.cli;

import io.cloudless.train.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both tasks of {@code train} ask for; null where the task is to choose. */
final class TrainOptions {
    /** The networks to choose from, by the names that the training engine knows. */
    enum Network {
        UNET,
        UNET_SMALL,
        UNET_LARGE,
        UNET_TINY,
        SQUEEZENET,
        ALEXNET,
        CAFFENET,
        SQUEEZENET_TINY
    }

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR[:WEIGHT]",
            description = "Prepared dataset, and how often it is drawn from beside others; repeatable. To classify: one"
                    + " folder of chips.")
    List<String> data = List.of();

    @Option(
            names = "--run",
            required = true,
            paramLabel = "N",
            description = "Number of the run: its folder is runs/000N.")
    int run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
    Path runs = Path.of("runs");

    @Option(
            names = "--resume",
            description = "Go on from the run's checkpoint, after a kill too. Without it a run must be new.")
    boolean resume;

    @Option(names = "--note", defaultValue = "", description = "What this run is about, kept with it.")
    String note = "";

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "To segment: unet, unet_large, unet_small, unet_tiny (default: unet). To classify: squeezenet, alexnet,"
                            + " caffenet, squeezenet_tiny (default: squeezenet).")
    @Nullable
    Network network;

    @Option(names = "--iterations", description = "Steps (default: 4000; to classify 1000).")
    @Nullable
    Integer iterations;

    @Option(names = "--batch", description = "Crops in a step (default: 16; to classify 32).")
    @Nullable
    Integer batch;

    @Option(
            names = "--crop",
            description = "Edge of a crop in pixels (default: 256, a multiple of 32; to classify 227).")
    @Nullable
    Integer crop;

    @Option(
            names = "--learning-rate",
            description = "The highest (default: 0.002; to classify 0.001 with sgd, 0.0003 with adamw).")
    @Nullable
    Double learningRate;

    @Option(
            names = "--validate-every",
            paramLabel = "STEPS",
            description = "Validate and write a checkpoint this often (default: 500; to classify 100).")
    @Nullable
    Integer validateEvery;

    @Option(
            names = "--bfloat16",
            description = "Compute convolutions with 16-bit floats: faster on processors that have them.")
    boolean bfloat16;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "cpu, or cuda: a graphics card of NVIDIA's, with CLOUDLESS_LIBTORCH set to the folder 'lib' of"
                            + " LibTorch for it (default: cpu).")
    Device device = Device.CPU;

    @Option(
            names = "--threads",
            description = "Threads of the training engine, and of what makes its pictures (default: all cores).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the weights and of what the steps see (default: ${DEFAULT-VALUE}).")
    long seed;

    /** Sets what was stated; what was not is as the task's own options have it. */
    static <T> void set(@Nullable T stated, Consumer<T> setter) {
        if (stated != null) {
            setter.accept(stated);
        }
    }
}
