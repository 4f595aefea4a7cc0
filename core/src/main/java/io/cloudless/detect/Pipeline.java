package io.cloudless.detect;

import io.cloudless.work.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets reading, inference and painting work side by side: one thread reads a row of tiles while workers run the network
 * on the one above and the calling thread joins and paints what they have finished, always in the same order.
 *
 * <p>Two strips take turns, and only a few tiles are under way at a time, so memory is bounded. What fails in any thread
 * ends all of them and comes out of {@link #run}.
 */
final class Pipeline implements AutoCloseable {
    /** Enough for the workers while a row of tiles is painted. */
    private static final int TILES_AHEAD = 4;

    private final StripReader source;
    private final ModelGrid grid;
    private final TileGrid tiles;
    private final MaskPainter painter;
    private final Decision decision;
    private final int tilesUnderWay;

    private final ExecutorService reader;
    private final ExecutorService workers;
    private final Queue<TileRunner> runners = new ConcurrentLinkedQueue<>();

    /** What is left to do on the calling thread, oldest first. */
    private final Deque<Runnable> inOrder = new ArrayDeque<>();

    private final Deque<float[]> spareResults = new ArrayDeque<>();

    Pipeline(StripReader source, ModelGrid grid, TileGrid tiles, MaskPainter painter, Decision decision, int threads) {
        this.source = source;
        this.grid = grid;
        this.tiles = tiles;
        this.painter = painter;
        this.decision = decision;
        this.tilesUnderWay = 2 * threads + TILES_AHEAD;
        this.reader = Executors.newSingleThreadExecutor(named("cloudless-read"));
        this.workers = Executors.newFixedThreadPool(threads, named("cloudless-infer"));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Detects from the first row to the last.
     *
     * @param newRunner makes one for a worker
     * @param bands how many are read
     */
    void run(Supplier<TileRunner> newRunner, int bands) {
        int[] tops = tiles.starts(0, grid.height(), grid.height());
        int height = tiles.length(grid.height());
        Strip[] strips = new Strip[Math.min(2, tops.length)];
        for (int i = 0; i < strips.length; i++) {
            strips[i] = new Strip(grid.width(), height, bands);
        }
        Blender blender =
                new Blender(grid.width(), tiles.length(grid.width()), height, tiles.overlap(), decision.planes());
        List<Future<Boolean>> running = List.of();
        Future<Strip> next = read(strips[0], tops[0], null, running);
        for (int i = 0; i < tops.length; i++) {
            boolean isLast = i == tops.length - 1;
            int bottom = isLast ? grid.height() : tops[i + 1];
            Strip strip = whenRead(next);
            if (!isLast) {
                next = read(strips[(i + 1) % 2], bottom, strip, running);
            }
            running = infer(strip, blender, newRunner);
            inOrder.add(() -> {
                painter.paint(blender.planes(), blender.top(), bottom);
                blender.moveTo(bottom);
            });
        }
        while (!inOrder.isEmpty()) {
            inOrder.remove().run();
        }
    }

    /** Fills a strip as soon as the tiles that were cut from it are through. */
    private Future<Strip> read(Strip strip, int y, @Nullable Strip above, List<Future<Boolean>> readingIt) {
        return reader.submit(() -> {
            readingIt.forEach(Workers::result);
            source.fill(strip, y, above);
            return strip;
        });
    }

    private Strip whenRead(Future<Strip> next) {
        while (!next.isDone() && !inOrder.isEmpty()) {
            inOrder.remove().run();
        }
        return Workers.result(next);
    }

    private List<Future<Boolean>> infer(Strip strip, Blender blender, Supplier<TileRunner> newRunner) {
        List<Future<Boolean>> running = new ArrayList<>();
        if (strip.from == strip.to) {
            return running;
        }
        int width = tiles.length(grid.width());
        for (int x : tiles.starts(strip.from, strip.to, grid.width())) {
            while (inOrder.size() >= tilesUnderWay) {
                inOrder.remove().run();
            }
            float[] result =
                    spareResults.isEmpty() ? new float[decision.planes() * width * strip.height] : spareResults.pop();
            Future<Boolean> tile = workers.submit(() -> infer(strip, x, width, result, newRunner));
            running.add(tile);
            inOrder.add(() -> {
                if (Workers.result(tile)) {
                    blender.add(x, result);
                }
                spareResults.push(result);
            });
        }
        return running;
    }

    private boolean infer(Strip strip, int x, int width, float[] result, Supplier<TileRunner> newRunner) {
        TileRunner idle = runners.poll();
        TileRunner runner = idle == null ? newRunner.get() : idle;
        try {
            return runner.run(strip, x, width, result);
        } finally {
            runners.add(runner);
        }
    }

    /** Stops all threads, and returns when none of them uses scene or model any more. */
    @Override
    public void close() {
        reader.shutdownNow();
        workers.shutdownNow();
        Workers.awaitEnd(reader);
        Workers.awaitEnd(workers);
        runners.forEach(TileRunner::close);
    }
}
