package io.cloudless.train;

import io.cloudless.work.Workers;
import java.util.ArrayDeque;
import java.util.Queue;
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
    private final Queue<Future<Batch>> begun = new ArrayDeque<>();
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

    /** The next batch, waiting for it where it is not ready; what kept a thread from making it comes out of this call. */
    Batch next() {
        Batch batch = Workers.result(begun.remove());
        begin();
        return batch;
    }

    private void begin() {
        for (; next < end && begun.size() < ahead; next++) {
            int number = next;
            begun.add(threads.submit(() -> batches.apply(number)));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // None may be at work any more when whoever closed this goes on.
        Workers.awaitEnd(threads);
    }
}
