package io.cloudless.detect;

import io.cloudless.model.PixelSize;
import io.cloudless.raster.RasterInfo;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The grid on which the network works: blocks of {@code factor} x {@code factor} pixels of the scene, from its upper left
 * corner. Those at the right and lower edge may be cut off.
 *
 * @param factor at least 1
 * @param width columns
 * @param height rows
 * @param notes how it was chosen, where the user should know
 */
record ModelGrid(int factor, int width, int height, List<String> notes) {
    /** A pixel that is this share too small is not averaged: degrees brought to metres are never exact. */
    private static final double ROUNDING = 0.02;

    /**
     * @param stated edge of the scene's pixel in metres as the user says; else it is the scene's own
     * @param size pixels that the network is made for
     */
    static ModelGrid of(RasterInfo scene, OptionalDouble stated, PixelSize size) {
        OptionalDouble pixel = stated.isPresent() ? stated : scene.pixelSizeMetres();
        if (pixel.isEmpty()) {
            return of(
                    scene,
                    1,
                    List.of("The pixel size is unknown; assumed to be " + metres(size.recommended())
                            + ", which the model is made for (--resolution states it)"));
        }
        double edge = pixel.getAsDouble();
        if (edge > size.maximum()) {
            return of(
                    scene,
                    1,
                    List.of("Pixels of " + metres(edge) + " are coarser than the " + metres(size.maximum())
                            + " the model is made for; expect less of it"));
        }
        long factor = Math.max(1, (long) Math.ceil(size.minimum() / edge - ROUNDING));
        if (factor == 1) {
            return of(scene, 1, List.of());
        }
        return of(
                scene,
                (int) Math.min(factor, Math.max(scene.width(), scene.height())),
                List.of("Pixels of " + metres(edge) + " are averaged " + factor + " x " + factor + " to "
                        + metres(edge * factor) + " for the model; the mask is on the scene's own grid"));
    }

    private static ModelGrid of(RasterInfo scene, int factor, List<String> notes) {
        return new ModelGrid(factor, blocks(scene.width(), factor), blocks(scene.height(), factor), notes);
    }

    private static int blocks(int pixels, int factor) {
        return (pixels - 1) / factor + 1;
    }

    private static String metres(double edge) {
        return String.format(Locale.ROOT, edge < 10 ? "%.2g m" : "%.0f m", edge);
    }
}
