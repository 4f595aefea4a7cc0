package io.cloudless.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What was typed cannot be meant: told with the command's help, exit code 2. */
final class WrongUse {
    private WrongUse() {}

    /** A value made of options, whose complaint is about how they were used. */
    static <T> T asked(CommandSpec spec, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
