package io.cloudless.cli;

import io.cloudless.train.AveragedModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloudless models average}: one model with the mean of the weights of several. */
@Command(
        name = "average",
        description = {
            "Makes one model of several of the same network and classes: its weights are the mean of theirs. Where one was"
                    + " trained on from the other (train --from), the mean is often better than each, and as fast.",
            "Measure it with 'evaluate', and its thresholds with 'models calibrate': they are those of the first.",
        },
        footer = {
            "",
            "Example:",
            "  cloudless models average runs/0003/model.onnx:2 runs/0004/model.onnx:1 --out mean.onnx"
        })
final class ModelsAverage implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final JoinOptions options = new JoinOptions();

    ModelsAverage(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(options.write(new AveragedModel(), spec));
        return 0;
    }
}
