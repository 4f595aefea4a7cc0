package io.cloudless.cli;

import io.cloudless.train.EnsembleModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloudless models ensemble}: one model of several networks that are all asked. */
@Command(
        name = "ensemble",
        description = {
            "Joins several models into one file: all of their networks look at a scene, and the mean of their probabilities"
                    + " is the answer. Mostly better than each of them, and slower by as many times.",
            "Models that tell thick cloud, thin cloud and shadow may be joined with models that tell only cloud. Measure"
                    + " the result with 'evaluate', and find its thresholds with 'models calibrate'.",
        },
        footer = {"", "Example:", "  cloudless models ensemble bundled:2 runs/0004/model.onnx:1 --out both.onnx"})
final class ModelsEnsemble implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--kinds-of-first",
            description =
                    "Let only the first model say which kind of cloud there is, and what is shadow; the others say"
                            + " how likely cloud is.")
    private boolean kindsOfFirst;

    @Mixin
    private final JoinOptions options = new JoinOptions();

    ModelsEnsemble(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(options.write(new EnsembleModel(kindsOfFirst), spec));
        return 0;
    }
}
