package io.cloudless.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless models}: what can be done with model files, each by a word of its own. */
@Command(
        name = "models",
        description = "What models there are, and how to get more.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  cloudless models list",
            "  cloudless models pull squeezenet1.1 --classes imagenet-classes.txt",
            "  cloudless models convert squeezenet_v1.0.npz --classes imagenet-classes.txt \\",
            "      --out squeezenet.onnx",
            "",
            "'cloudless models COMMAND --help' says more."
        })
final class ModelsCommand implements Callable<Integer>, CommandGroup {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(
                        "list",
                        "List the bundled model, those to download, and those downloaded.",
                        () -> new ModelsList(console)),
                new Part("info", "Show the card of a model.", () -> new ModelsInfo(console)),
                new Part("pull", "Download a model.", () -> new ModelsPull(console)),
                new Part(
                        "convert",
                        "Make a model file of weights that were trained elsewhere.",
                        () -> new ModelsConvert(console)),
                new Part(
                        "average",
                        "Make one model of several: the mean of their weights.",
                        () -> new ModelsAverage(console)),
                new Part(
                        "ensemble",
                        "Make one model of several: all of their networks are asked.",
                        () -> new ModelsEnsemble(console)),
                new Part(
                        "calibrate",
                        "Measure which thresholds serve a model, and put them on its card.",
                        () -> new ModelsCalibrate(console)));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "A command is missing after 'models'");
    }
}
