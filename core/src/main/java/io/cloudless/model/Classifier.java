package io.cloudless.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells what pictures show, many of them at a time: in batches, on several threads, with memory for the batches that are
 * under way only.
 *
 * <pre>{@code
 * try (Classifier classifier = new Classifier(model, 2)) {
 *     float[][] probabilities = classifier.probabilities(files.size(), (i, picture) -> decode(files.get(i), picture));
 * }
 * }</pre>
 *
 * <p>Which pictures share a batch depends on their order alone, hence the answer does not depend on the threads.
 */
public final class Classifier implements AutoCloseable {
    /** More gain nothing on a processor's own cores, and each costs some ten megabytes a thread within the network. */
    private static final int BATCH = 8;

    private final Model model;
    private final int threads;
    private final int batch;
    private final Queue<Inference> idle = new ConcurrentLinkedQueue<>();

    /** Makes the pictures that are to be classified. Called on several threads at a time. */
    @FunctionalInterface
    public interface Pictures {
        /**
         * Fills in a picture.
         *
         * @param index of the picture, from 0
         * @param into to be filled with exactly {@code bands * edge * edge} values 0..1, as {@code [band][row][column]},
         *     bands as on the model's card
         */
        void put(int index, FloatBuffer into);
    }

    /**
     * @param model stays open; closing it is the caller's part
     * @param threads how many run the network side by side; never changes the answer
     * @throws IllegalArgumentException if the model tells about pixels
     */
    public Classifier(Model model, int threads) {
        if (model.card().task() != ModelCard.Task.CLASSIFICATION) {
            throw new IllegalArgumentException(model.file() + " segments pictures; it does not classify them");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("At least 1 thread is needed, not " + threads);
        }
        this.model = model;
        this.threads = threads;
        this.batch = Math.min(BATCH, model.largestBatch());
    }

    /** What it knows: classes, bands. */
    public ModelCard card() {
        return model.card();
    }

    /** Width and height of the pictures it is given. */
    public int edge() {
        return model.card().input().tileSize();
    }

    /**
     * Classifies pictures.
     *
     * @param pictures what it throws ends the call
     * @return for each picture the probability of each class, 0..1, in the order of the card
     */
    public float[][] probabilities(int count, Pictures pictures) {
        float[][] answers = new float[count][];
        AtomicInteger next = new AtomicInteger();
        int workers = Math.max(1, Math.min(threads, (count + batch - 1) / batch));
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try {
            Runnable work = () -> work(next, pictures, answers);
            List<Future<?>> running = new ArrayList<>();
            for (Runnable each : Collections.nCopies(workers, work)) {
                running.add(executor.submit(each));
            }
            for (Future<?> each : running) {
                await(each);
            }
        } finally {
            next.set(count); // where one has failed the others need not go on
            executor.shutdown();
        }
        return answers;
    }

    private void work(AtomicInteger next, Pictures pictures, float[][] answers) {
        Inference known = idle.poll();
        Inference inference = known != null ? known : model.inference();
        try {
            for (int from = next.getAndAdd(batch); from < answers.length; from = next.getAndAdd(batch)) {
                run(inference, from, Math.min(batch, answers.length - from), pictures, answers);
            }
        } finally {
            idle.add(inference);
        }
    }

    private void run(Inference inference, int from, int count, Pictures pictures, float[][] answers) {
        FloatBuffer input = inference.input(count, edge(), edge());
        int size = input.capacity() / count;
        for (int i = 0; i < count; i++) {
            FloatBuffer picture = input.slice(i * size, size);
            pictures.put(from + i, picture);
            if (picture.hasRemaining()) {
                throw new IllegalStateException(
                        "A picture of " + size + " values was filled with " + picture.position() + " only");
            }
        }
        FloatBuffer answer = inference.run();
        int classes = answer.remaining() / count;
        for (int i = 0; i < count; i++) {
            answers[from + i] = new float[classes];
            answer.get(i * classes, answers[from + i]);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while pictures were classified", e);
        }
    }

    @Override
    public void close() {
        for (Inference inference = idle.poll(); inference != null; inference = idle.poll()) {
            inference.close();
        }
    }
}
