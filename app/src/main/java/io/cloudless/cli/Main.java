package io.cloudless.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The entry point. Exit codes: 0 all went well; 1 an input is bad or missing, or something unexpected happened; 2 the
 * command was used wrongly.
 */
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] args) {
        // Pictures are drawn into memory, never onto a screen.
        System.setProperty("java.awt.headless", "true");
        // Libraries that write numbers for people, such as the progress bar, do it as Cloudless does.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs one command as a process would, in this process.
     *
     * @param args the words after {@code cloudless}
     * @param out takes results
     * @param err takes progress and errors
     * @return the exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Console console = new Console(out, err);
        Verb verb = args.length == 0 ? null : Verb.named(args[0]);
        try {
            return commandLine(console, verb, List.of(args)).execute(args);
        } catch (Error e) {
            return fail(console, verb, e);
        }
    }

    /** Only the verb that was called is built with its options: the others stand in the help by name alone. */
    private static CommandLine commandLine(Console console, @Nullable Verb called, List<String> words) {
        CommandLine root = new CommandLine(new Root());
        for (Verb verb : Verb.values()) {
            CommandSpec spec = verb == called ? specOf(verb.create(console), words) : CommandSpec.create();
            spec.usageMessage().header(verb.summary());
            root.addSubcommand(verb.word(), spec);
        }
        root.setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    if (e instanceof CommandLine.ParameterException wrongUse) {
                        throw wrongUse;
                    }
                    return fail(console, called, e);
                });
        return root;
    }

    private static CommandSpec specOf(Callable<Integer> command, List<String> words) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        if (command instanceof CommandGroup group) {
            for (CommandGroup.Part part : group.parts()) {
                CommandSpec below = words.contains(part.word())
                        ? CommandSpec.forAnnotatedObject(part.command().get())
                        : CommandSpec.create();
                below.usageMessage().header(part.summary());
                spec.addSubcommand(part.word(), below);
            }
        }
        return spec;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Says in one line what went wrong; the stack only to those who ask. */
    private static int fail(Console console, @Nullable Verb verb, Throwable problem) {
        console.error(
                verb != null && verb.needsTraining() && problem instanceof LinkageError missing
                        ? Failure.describeMissing(verb, missing)
                        : Failure.describe(problem));
        console.trace(problem);
        return FAILED;
    }
}
