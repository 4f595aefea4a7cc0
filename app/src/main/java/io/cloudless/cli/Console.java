package io.cloudless.cli;

import io.cloudless.work.Progress;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * Where a command writes: results to {@link #out()}, everything else to {@link #err()}. A command has it as its mixin
 * and so gets the options that all share.
 */
final class Console {
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress and no remarks, only results and errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show where an error came from.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Where a problem came from, for those who asked with {@code --verbose}. */
    void trace(Throwable problem) {
        if (verbose) {
            problem.printStackTrace(err);
        }
    }

    /** An error, in one line. */
    void error(String message) {
        err.println("cloudless: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** Something worth knowing that is no error; not shown with {@code --quiet}. */
    void remark(String message) {
        if (!quiet) {
            err.println(message);
        }
    }

    /** Shows how far long work has come, unless it is quick or the user wants quiet. */
    Progress progress() {
        return quiet ? Progress.NONE : TerminalProgress.on(err);
    }
}
