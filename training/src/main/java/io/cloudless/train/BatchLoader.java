package io.cloudless.train;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes batches on threads of its own, some ahead of the training step, and hands them over in their order. */
final class BatchLoader implements AutoCloseable {
    private static final int AHEAD_OF_EACH_THREAD = 2;

    private final IntFunction<Batch> batches;
    private final int end;
    private final int ahead;
    private final ExecutorService threads;
    private final Queue<Future<Loaded>> begun = new ArrayDeque<>();
    private int next;

    /**
     * Begins to load.
     *
     * @param batches makes the batch of a number, on any thread
     * @param first number to begin with
     * @param end number after the last one
     * @param threads that make batches
     */
    BatchLoader(IntFunction<Batch> batches, int first, int end, int threads) {
        this.batches = batches;
        this.next = first;
        this.end = end;
        this.ahead = AHEAD_OF_EACH_THREAD * threads;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "batch-loader");
            thread.setDaemon(true);
            return thread;
        });
        begin();
    }

    /** What a thread hands over: a batch, or what kept it from making one. */
    private interface Loaded {
        Batch get();
    }

    /** The next batch, waiting for it where it is not ready. */
    Batch next() throws InterruptedException {
        try {
            Batch batch = begun.remove().get().get();
            begin();
            return batch;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin() {
        for (; next < end && begun.size() < ahead; next++) {
            int number = next;
            begun.add(threads.submit(() -> load(number)));
        }
    }

    private Loaded load(int number) {
        try {
            Batch batch = batches.apply(number);
            return () -> batch;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (Error e) {
            return () -> {
                throw e;
            };
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
