package io.cloudless.detect.region;

import io.cloudless.model.MaskClass;
import io.cloudless.raster.Window;
import io.cloudless.scene.Outline;
import io.cloudless.scene.Runs;
import org.jspecify.annotations.Nullable;

/** A part of a scene that is of one class: pixels that touch each other, by an edge or a corner, or a box. */
public final class Region {
    private final int code;
    private final String className;
    private final double probability;
    private final Window box;
    private final long area;
    private final @Nullable Runs runs;

    /**
     * @param code class in the mask, see {@link MaskClass}, or the classifier's
     * @param className the class in words
     * @param probability 0..1; of pixels of a mask their mean cloud probability
     * @param box the smallest window around it
     * @param area number of pixels
     * @param runs its pixels; null where only the box is known
     */
    public Region(int code, String className, double probability, Window box, long area, @Nullable Runs runs) {
        this.code = code;
        this.className = className;
        this.probability = probability;
        this.box = box;
        this.area = area;
        this.runs = runs;
    }

    /** A box of a class. */
    static Region of(ClassProbability likeliest, Window box) {
        MaskClass known = likeliest.known();
        return new Region(known.code(), known.name(), likeliest.probability(), box, box.area(), null);
    }

    /** Class in the mask, see {@link MaskClass}, or the classifier's. */
    public int code() {
        return code;
    }

    /** The class in words. */
    public String className() {
        return className;
    }

    /** 0..1; of pixels of a mask their mean cloud probability. */
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
        return runs == null ? Outline.of(box) : Outline.of(runs);
    }

    /** Whether its shape is known to the pixel: not where it is so ragged or large that keeping it costs too much. */
    public boolean isExact() {
        return runs != null;
    }

    /** Its pixels, or null where only the box is known. */
    @Nullable
    public Runs runs() {
        return runs;
    }

    /** The class of this code in words. */
    public static String nameOf(int code) {
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
