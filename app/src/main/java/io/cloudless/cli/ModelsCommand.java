package io.cloudless.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless models}: what can be done with model files, each by a word of its own. */
@Command(
        name = "models",
        description = "Makes model files of networks that were trained elsewhere.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Example:",
            "  cloudless models convert squeezenet_v1.0.npz --classes imagenet-classes.txt \\",
            "      --out squeezenet.onnx",
            "",
            "'cloudless models COMMAND --help' says more."
        })
final class ModelsCommand implements Callable<Integer> {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("convert", "Make a model file of weights that were trained elsewhere.", ModelsConvert::new));

    private record Entry(String word, String summary, Function<Console, Callable<Integer>> create) {}

    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ModelsCommand(Console console) {
        this.console = console;
    }

    /** Adds the words to the verb; only that which is called is built, the others may need libraries that are not there. */
    void addCommands(CommandSpec verb, List<String> words) {
        for (Entry entry : ENTRIES) {
            CommandSpec command = words.contains(entry.word)
                    ? CommandSpec.forAnnotatedObject(entry.create.apply(console))
                    : CommandSpec.create();
            command.usageMessage().header(entry.summary);
            verb.addSubcommand(entry.word, command);
        }
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "A command is missing after 'models'");
    }
}
