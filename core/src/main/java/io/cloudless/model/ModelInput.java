package io.cloudless.model;

import io.cloudless.raster.BandRole;
import java.util.Collections;
import java.util.List;

/**
 * What a network expects.
 *
 * @param bands what its input channels show, in order
 * @param scaling how stored samples become the values 0..1 it is given
 * @param mean for each channel what is subtracted from those values before the network; zeros where the network's own
 *     graph does so
 * @param std for each channel what the difference is divided by; ones where the network's own graph does so
 * @param pixelSize at which it works
 * @param tileSize edge of the square it is best given, in pixels of the model's grid: a multiple of 32
 * @param tileOverlap what neighbouring tiles share, in pixels, below half of {@code tileSize}
 */
public record ModelInput(
        List<BandRole> bands,
        Scaling scaling,
        List<Double> mean,
        List<Double> std,
        PixelSize pixelSize,
        int tileSize,
        int tileOverlap) {

    /** How stored samples become values. */
    public enum Scaling {
        /** 8-bit samples divided by 255, finer ones as reflectance ({@code io.cloudless.raster.ValueScaling}). */
        REFLECTANCE
    }

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
        if (tileSize < 32 || tileSize % 32 != 0) {
            throw new IllegalArgumentException("The tile size must be a multiple of 32, not " + tileSize);
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

    /** Whether {@link #mean} and {@link #std} change anything. */
    public boolean isStandardized() {
        return mean.stream().anyMatch(value -> value != 0) || std.stream().anyMatch(value -> value != 1);
    }
}
