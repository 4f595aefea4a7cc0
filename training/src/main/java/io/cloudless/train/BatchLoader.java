package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes batches on a thread of its own, a few ahead of the training step. What batch number {@code i} holds depends on
 * the seed and {@code i} alone: a run that is resumed sees what it would have seen.
 */
final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 4;

    private final List<WeightedData> data;
    private final TrainingOptions options;
    private final BlockingQueue<Loaded> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private final List<int[]> chips = new ArrayList<>();

    /** Begins to load from batch number {@code first} on. */
    BatchLoader(List<WeightedData> data, TrainingOptions options, int first) {
        this.data = data;
        this.options = options;
        data.forEach(weighted -> chips.add(weighted.dataset().chips(Split.TRAIN)));
        this.thread = new Thread(() -> load(first), "batch-loader");
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

    private void load(int first) {
        try {
            try {
                for (int number = first; number < options.iterations(); number++) {
                    Batch batch = batch(number);
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

    private Batch batch(int number) {
        int size = options.crop();
        int bands = data.get(0).dataset().bands();
        int count = options.batch();
        float[] images = new float[count * size * size * bands];
        long[] truth = new long[count * size * size];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(options.seed() + 1_000_003L * ((long) number * count + i));
            Chip chip = draw(random);
            Crop crop = Crop.random(chip, size, random);
            float[] image = crop.image(chip);
            new Rendition(size, bands, random).apply(image);
            System.arraycopy(image, 0, images, i * image.length, image.length);
            byte[] mask = crop.mask(chip);
            for (int pixel = 0; pixel < mask.length; pixel++) {
                truth[i * mask.length + pixel] = options.classOf(Byte.toUnsignedInt(mask[pixel]));
            }
        }
        return new Batch(count, size, bands, images, truth);
    }

    private Chip draw(SplittableRandom random) {
        double total = data.stream().mapToDouble(WeightedData::weight).sum();
        double at = random.nextDouble() * total;
        int source = 0;
        while (source + 1 < data.size() && at >= data.get(source).weight()) {
            at -= data.get(source).weight();
            source++;
        }
        int[] candidates = chips.get(source);
        return data.get(source).dataset().chip(candidates[random.nextInt(candidates.length)]);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
