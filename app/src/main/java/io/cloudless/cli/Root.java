package io.cloudless.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloudless} without a verb: its help and its version. */
@Command(
        name = "cloudless",
        description = "Finds clouds in satellite images.",
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "'cloudless COMMAND --help' says more, with an example."})
final class Root implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    /** The version of the jar this was loaded from. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"cloudless " + number()};
        }

        static String number() {
            String number = Main.class.getPackage().getImplementationVersion();
            return number == null ? "(not packaged)" : number;
        }
    }
}
