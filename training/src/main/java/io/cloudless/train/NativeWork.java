package io.cloudless.train;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Work of the training engine that a process must not end in: native code that still computes while it is being unloaded
 * crashes. Ctrl-C and {@code kill} wait for the piece of work at hand; the next one never begins.
 */
final class NativeWork {
    // Fair: the end does not wait for work that was asked for after it.
    private static final ReentrantReadWriteLock ENDING = new ReentrantReadWriteLock(true);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ENDING.writeLock()::lock, "end-of-native-work"));
    }

    private NativeWork() {}

    /** The result of a piece of work that takes seconds at most. */
    static <T> T result(Supplier<T> work) {
        ENDING.readLock().lock();
        try {
            return work.get();
        } finally {
            ENDING.readLock().unlock();
        }
    }

    /** Does a piece of work that takes seconds at most. */
    static void run(Runnable work) {
        result(() -> {
            work.run();
            return true;
        });
    }
}
