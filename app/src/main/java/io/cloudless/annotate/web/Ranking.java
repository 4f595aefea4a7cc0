package io.cloudless.annotate.web;

import io.cloudless.annotate.Prelabels;
import io.cloudless.work.Progress;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Asks the model about all images while people work, with what the processors have to spare. */
final class Ranking implements AutoCloseable {
    private final Prelabels prelabels;
    private final Consumer<Throwable> problems;
    private final Semaphore wanted = new Semaphore(1);
    private final Thread thread = new Thread(this::run, "ranking");

    Ranking(Prelabels prelabels, Consumer<Throwable> problems) {
        this.prelabels = prelabels;
        this.problems = problems;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** There are new images. */
    void wake() {
        wanted.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                wanted.acquire();
                wanted.drainPermits();
                rank();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rank() {
        try {
            OptionalLong last = OptionalLong.of(0);
            while (last.isPresent() && !Thread.currentThread().isInterrupted()) {
                last = prelabels.rankSome(last.getAsLong(), Progress.NONE);
            }
        } catch (RuntimeException | Error e) { // the thread lives on: the next upload wakes it
            if (!Thread.currentThread().isInterrupted()) {
                problems.accept(e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
