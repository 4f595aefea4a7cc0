package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import io.cloudless.raster.Window;
import io.cloudless.scene.Outline;
import io.cloudless.scene.Runs;
import org.jspecify.annotations.Nullable;

/** Pixels of one class that touch each other, by an edge or a corner. */
public final class Region {
    private final int code;
    private final double probability;
    private final Window box;
    private final long area;
    private final @Nullable Runs runs;

    /**
     * @param code class in the mask, see {@link MaskClass}
     * @param probability mean cloud probability of its pixels, 0..1
     * @param box the smallest window around it
     * @param area number of pixels
     * @param runs its pixels; null where only the box is known
     */
    Region(int code, double probability, Window box, long area, @Nullable Runs runs) {
        this.code = code;
        this.probability = probability;
        this.box = box;
        this.area = area;
        this.runs = runs;
    }

    /** Class in the mask, see {@link MaskClass}. */
    public int code() {
        return code;
    }

    /** The class in words. */
    public String className() {
        return nameOf(code);
    }

    /** Mean cloud probability of its pixels, 0..1. */
    public double probability() {
        return probability;
    }

    /** The smallest window around it. */
    public Window box() {
        return box;
    }

    /** Number of pixels. */
    public long area() {
        return area;
    }

    /** Its outline along the pixels' edges, traced anew at each call; that of its box unless {@link #isExact()}. */
    public Outline outline() {
        return runs == null ? Outline.of(box) : Outline.of(box, runs);
    }

    /** Whether its shape is known to the pixel: not where it is so ragged or large that keeping it costs too much. */
    public boolean isExact() {
        return runs != null;
    }

    /** Its pixels, or null where only the box is known. */
    @Nullable
    Runs runs() {
        return runs;
    }

    /** The class of this code in words. */
    static String nameOf(int code) {
        return switch (code) {
            case MaskClass.CLEAR -> "clear";
            case MaskClass.CLOUD -> "cloud";
            case MaskClass.THIN_CLOUD -> "thin cloud";
            case MaskClass.SHADOW -> "cloud shadow";
            case MaskClass.NO_DATA -> "no data";
            default -> throw new IllegalArgumentException("No class has the code " + code);
        };
    }
}
