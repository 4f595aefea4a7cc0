package io.cloudless.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A verb that is followed by another, such as {@code models pull}. */
interface CommandGroup {
    /** The commands, in the order of the help. */
    List<Part> parts();

    /**
     * One of them.
     *
     * @param word as typed
     * @param summary one line for the help
     * @param command builds it: only that which is called, others may need libraries that are not there
     */
    record Part(String word, String summary, Supplier<Callable<Integer>> command) {}
}
