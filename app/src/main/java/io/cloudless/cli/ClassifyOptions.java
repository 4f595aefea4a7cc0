package io.cloudless.cli;

import io.cloudless.train.ClassifierOptions;
import io.cloudless.train.Solver;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code train --task classify} asks for beside {@link TrainOptions}. */
final class ClassifyOptions {
    private enum SolverKind {
        SGD,
        ADAMW
    }

    @Option(
            names = "--weights",
            arity = "1..2",
            paramLabel = "FILE",
            description =
                    "Begin with these pretrained weights in all layers but the last: an .npz, an .onnx of the same"
                            + " layers, or a .prototxt and its .caffemodel (default: random weights).")
    List<Path> weights = List.of();

    @Option(
            names = "--last-layer-rate",
            paramLabel = "FACTOR",
            description =
                    "Multiplies the learning rate of the last layer, which is new, beside --weights (default: 10).")
    private double lastLayerRate = 10;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description =
                    "sgd: momentum, and a learning rate that falls in steps, as Caffe's solver; adamw: a rate that"
                            + " rises and falls along a cosine (default: sgd).")
    private SolverKind solver = SolverKind.SGD;

    @Option(names = "--momentum", description = "Of sgd (default: 0.9).")
    private double momentum = 0.9;

    @Option(
            names = "--gamma",
            description = "What the learning rate of sgd is multiplied by at each step down (default: 0.1).")
    private double gamma = 0.1;

    @Option(
            names = "--step-size",
            paramLabel = "STEPS",
            description = "Iterations between two of them (default: half of all).")
    private @Nullable Integer stepSize;

    @Option(names = "--weight-decay", description = "Of kernels (default: 0.0002 with sgd, 0.01 with adamw).")
    private @Nullable Double weightDecay;

    /** @throws IllegalArgumentException if a value is not possible */
    ClassifierOptions options(TrainOptions stated) {
        int iterations = Objects.requireNonNullElse(stated.iterations, 1000);
        TrainOptions.Network network = Objects.requireNonNullElse(stated.network, TrainOptions.Network.SQUEEZENET);
        ClassifierOptions.Builder options = ClassifierOptions.builder()
                .network(network.name().toLowerCase(Locale.ROOT))
                .solver(solver(stated, iterations))
                .lastLayerRate(lastLayerRate)
                .iterations(iterations)
                .halfPrecision(stated.bfloat16)
                .device(stated.device)
                .threads(stated.threads)
                .seed(stated.seed);
        TrainOptions.set(stated.batch, options::batch);
        TrainOptions.set(stated.crop, options::crop);
        TrainOptions.set(stated.validateEvery, options::validateEvery);
        return options.build();
    }

    private Solver solver(TrainOptions stated, int iterations) {
        return switch (solver) {
            case SGD ->
                new Solver.Sgd(
                        Objects.requireNonNullElse(stated.learningRate, 0.001),
                        momentum,
                        Objects.requireNonNullElse(weightDecay, 0.0002),
                        gamma,
                        Objects.requireNonNullElse(stepSize, Math.max(1, iterations / 2)));
            case ADAMW ->
                new Solver.AdamW(
                        Objects.requireNonNullElse(stated.learningRate, 0.0003),
                        Math.max(1, iterations / 20),
                        Objects.requireNonNullElse(weightDecay, 0.01));
        };
    }
}
