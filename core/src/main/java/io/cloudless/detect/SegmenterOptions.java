package io.cloudless.detect;

import io.cloudless.work.Progress;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How to segment, where the defaults do not fit: {@code SegmenterOptions.defaults().withThreads(1)}.
 *
 * @param threads how many run the network side by side; never changes the result
 * @param resolution edge of the scene's pixel in metres; empty: as georeferenced
 * @param cloudThreshold 0..1; empty: as on the model's card
 * @param bands for each band on the model's card the index of the scene's band to give it, counted from 0; empty: by the
 *     scene's band roles
 * @param tileSize edge of a tile on the model's grid; empty: as on the model's card
 * @param tileOverlap what neighbouring tiles share, less than half a tile; empty: as on the model's card, or an eighth of
 *     a {@code tileSize} given here
 * @param progress is told how many rows of the scene are done
 * @param picture is shown the scene as it is read
 */
public record SegmenterOptions(
        int threads,
        OptionalDouble resolution,
        OptionalDouble cloudThreshold,
        List<Integer> bands,
        OptionalInt tileSize,
        OptionalInt tileOverlap,
        Progress progress,
        PictureSink picture) {
    private static final PictureSink NO_PICTURE = (y, values) -> {};

    public SegmenterOptions {
        bands = List.copyOf(bands);
        if (threads < 1) {
            throw new IllegalArgumentException("At least 1 thread is needed, not " + threads);
        }
        if (resolution.isPresent() && !(resolution.getAsDouble() > 0 && resolution.getAsDouble() < 1e6)) {
            throw new IllegalArgumentException(
                    "A pixel's edge must be above 0 metres, not " + resolution.getAsDouble());
        }
        if (cloudThreshold.isPresent() && !(cloudThreshold.getAsDouble() > 0 && cloudThreshold.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "A threshold must be above 0 and at most 1, not " + cloudThreshold.getAsDouble());
        }
    }

    /** As many threads as there are processors, all else as the model's card and the scene say. */
    public static SegmenterOptions defaults() {
        return new SegmenterOptions(
                Runtime.getRuntime().availableProcessors(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Progress.NONE,
                NO_PICTURE);
    }

    public SegmenterOptions withThreads(int number) {
        return new SegmenterOptions(
                number, resolution, cloudThreshold, bands, tileSize, tileOverlap, progress, picture);
    }

    public SegmenterOptions withResolution(double metres) {
        return new SegmenterOptions(
                threads, OptionalDouble.of(metres), cloudThreshold, bands, tileSize, tileOverlap, progress, picture);
    }

    public SegmenterOptions withCloudThreshold(double probability) {
        return new SegmenterOptions(
                threads, resolution, OptionalDouble.of(probability), bands, tileSize, tileOverlap, progress, picture);
    }

    public SegmenterOptions withBands(List<Integer> indices) {
        return new SegmenterOptions(
                threads, resolution, cloudThreshold, indices, tileSize, tileOverlap, progress, picture);
    }

    public SegmenterOptions withTiles(int size, int overlap) {
        return new SegmenterOptions(
                threads,
                resolution,
                cloudThreshold,
                bands,
                OptionalInt.of(size),
                OptionalInt.of(overlap),
                progress,
                picture);
    }

    public SegmenterOptions withProgress(Progress watcher) {
        return new SegmenterOptions(
                threads, resolution, cloudThreshold, bands, tileSize, tileOverlap, watcher, picture);
    }

    public SegmenterOptions withPicture(PictureSink sink) {
        return new SegmenterOptions(threads, resolution, cloudThreshold, bands, tileSize, tileOverlap, progress, sink);
    }
}
