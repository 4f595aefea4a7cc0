package io.cloudless.train;

import io.cloudless.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;

/**
 * The same weights at work on several parts of a batch at once, each on a thread of its own: convolutions leave two threads
 * half idle when they share one small picture. The parts' gradients are added in their order, so that the number of threads
 * does not change what is learnt.
 */
final class Replicas implements AutoCloseable {
    private final List<Weights> all = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * @param weights that are trained: the first replica
     * @param parts of a batch
     * @param threads of the training engine in all
     */
    Replicas(Weights weights, int parts, int threads) {
        all.add(weights);
        IntStream.range(1, parts).forEach(i -> all.add(weights.replica()));
        int atOnce = Math.min(parts, threads);
        this.threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(
                    () -> {
                        torch.set_num_threads(threads / atOnce);
                        task.run();
                    },
                    "replica");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done with one part: number of the part and the weights to do it with. */
    interface Work<T> {
        T on(int part, Weights weights);
    }

    /** Does the work on all parts and tells the results in their order. */
    <T> List<T> each(Work<T> work) throws InterruptedException {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int part = 0; part < all.size(); part++) {
            int number = part;
            tasks.add(() -> work.on(number, all.get(number)));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(tasks)) {
            results.add(Workers.result(future));
        }
        return results;
    }

    /** Adds the gradients that the work has left to those of the first replica and clears them elsewhere. */
    void addGradients() {
        all.subList(1, all.size()).forEach(all.get(0)::takeGradients);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
