package io.cloudless.model;

import io.cloudless.raster.BandRole;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network expects.
 *
 * @param bands what its input channels show, in order
 * @param scaling how stored samples become the values 0..1 it is given
 * @param mean for each channel what is subtracted from those values before the network; zeros where the network's own
 *     graph does so
 * @param std for each channel what the difference is divided by; ones where the network's own graph does so
 * @param pixelSize at which it works; null of a classifier, which is given pictures of any
 * @param tileSize edge of the square it is best given, in pixels of the model's grid: a multiple of 32 where the network
 *     segments; for a classifier the edge of the square that every picture is resized to
 * @param tileOverlap what neighbouring tiles share, in pixels, below half of {@code tileSize}; 0 of a classifier
 */
public record ModelInput(
        List<BandRole> bands,
        Scaling scaling,
        List<Double> mean,
        List<Double> std,
        @Nullable PixelSize pixelSize,
        int tileSize,
        int tileOverlap) {

    /** How stored samples become values. */
    public enum Scaling {
        /** 8-bit samples divided by 255, finer ones as reflectance ({@code io.cloudless.raster.scaling.ValueScaling}). */
        REFLECTANCE
    }

    /** A tile is in memory as a whole, with all that the network makes of it. */
    private static final int LARGEST_TILE = 8192;

    public ModelInput {
        bands = List.copyOf(bands);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (bands.isEmpty() || bands.contains(BandRole.ALPHA)) {
            throw new IllegalArgumentException("A network needs at least one band, and none for opacity: " + bands);
        }
        if (mean.size() != bands.size() || std.size() != bands.size()) {
            throw new IllegalArgumentException(bands.size() + " bands need as many means and deviations, not "
                    + mean.size() + " and " + std.size());
        }
        if (!std.stream().allMatch(deviation -> deviation > 0)) {
            throw new IllegalArgumentException("Deviations must be above 0: " + std);
        }
        if (tileSize < 1 || tileSize > LARGEST_TILE) {
            throw new IllegalArgumentException("The tile size must be 1 to " + LARGEST_TILE + ", not " + tileSize);
        }
        if (tileOverlap < 0 || tileOverlap * 2 >= tileSize) {
            throw new IllegalArgumentException("The overlap must be 0 or more and less than half of a tile of "
                    + tileSize + ", not " + tileOverlap);
        }
    }

    /** For a network that takes the values 0..1 as they are. */
    public static ModelInput of(List<BandRole> bands, PixelSize pixelSize, int tileSize, int tileOverlap) {
        return new ModelInput(
                bands,
                Scaling.REFLECTANCE,
                Collections.nCopies(bands.size(), 0.0),
                Collections.nCopies(bands.size(), 1.0),
                pixelSize,
                tileSize,
                tileOverlap);
    }

    /** For a classifier that takes pictures of this edge and their values 0..1 as they are. */
    public static ModelInput ofPictures(List<BandRole> bands, int edge) {
        return new ModelInput(
                bands,
                Scaling.REFLECTANCE,
                Collections.nCopies(bands.size(), 0.0),
                Collections.nCopies(bands.size(), 1.0),
                null,
                edge,
                0);
    }

    /** Whether {@link #mean} and {@link #std} change anything. */
    public boolean isStandardized() {
        return mean.stream().anyMatch(value -> value != 0) || std.stream().anyMatch(value -> value != 1);
    }
}
