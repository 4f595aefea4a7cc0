package io.cloudless.train;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;

/** Makes batches on a thread of its own, a few ahead of the training step. */
final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 4;

    private final IntFunction<Batch> batches;
    private final BlockingQueue<Loaded> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    /**
     * Begins to load.
     *
     * @param batches makes the batch of a number
     * @param first number to begin with
     * @param end number after the last one
     */
    BatchLoader(IntFunction<Batch> batches, int first, int end) {
        this.batches = batches;
        this.thread = new Thread(() -> load(first, end), "batch-loader");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the thread hands over: a batch, or what kept it from making one. */
    private interface Loaded {
        Batch get();
    }

    /** The next batch, waiting for it where it is not ready. */
    Batch next() throws InterruptedException {
        return queue.take().get();
    }

    private void load(int first, int end) {
        try {
            try {
                for (int number = first; number < end; number++) {
                    Batch batch = batches.apply(number);
                    queue.put(() -> batch);
                }
            } catch (RuntimeException e) {
                queue.put(() -> {
                    throw e;
                });
            } catch (Error e) {
                // Left to this thread, a lack of memory would keep the training waiting for ever.
                queue.put(() -> {
                    throw e;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
