package io.cloudless.model;

import io.cloudless.work.Workers;
import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
        Workers.run(threads, (count + batch - 1) / batch, number -> {
            int from = number * batch;
            run(from, Math.min(batch, count - from), pictures, answers);
        });
        return answers;
    }

    private void run(int from, int count, Pictures pictures, float[][] answers) {
        Inference known = idle.poll();
        Inference inference = known != null ? known : model.inference();
        try {
            run(inference, from, count, pictures, answers);
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

    @Override
    public void close() {
        for (Inference inference = idle.poll(); inference != null; inference = idle.poll()) {
            inference.close();
        }
    }
}
