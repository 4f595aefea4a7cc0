package io.cloudless.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does a row of tasks on several threads side by side, each thread taking the next that nobody has begun. */
public final class Workers {
    private Workers() {}

    /**
     * Returns when all is done, or something has failed and no thread is at work any more.
     *
     * @param tasks how many there are
     * @param task does one, given its number from 0; what it throws comes out of this call
     */
    public static void run(int threads, int tasks, IntConsumer task) {
        int workers = Math.min(threads, tasks);
        if (workers <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int worker = 0; worker < workers; worker++) {
                running.add(executor.submit(() -> {
                    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                        task.accept(i);
                    }
                }));
            }
            executor.shutdown();
            running.forEach(Workers::result);
        } finally {
            next.set(tasks); // where one has failed the others begin nothing more
            awaitEnd(executor);
        }
    }

    /**
     * Returns when an executor that was shut down has no thread at work any more, interrupted or not: whoever waits may close
     * what its threads use.
     */
    public static void awaitEnd(ExecutorService executor) {
        boolean interrupted = false;
        boolean isOver = false;
        while (!isOver) {
            try {
                isOver = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What another thread's work comes to; what it throws comes out of this call.
     *
     * @throws CancellationException if this thread is interrupted while it waits
     */
    public static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while others were at work");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
