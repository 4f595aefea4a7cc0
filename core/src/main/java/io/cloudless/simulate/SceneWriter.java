package io.cloudless.simulate;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a scene and its truth as two Cloud Optimized GeoTIFFs on the same grid, strip by strip, so that the size does
 * not matter.
 */
public final class SceneWriter {
    static final int BLOCK = 512;
    static final int STRIP = 128;

    /** Clear green, thick cloud white, thin cloud pale blue, shadow dark, no data black: as in the masks of detection. */
    private static final int[] COLOURS = {0x3C6E47, 0xFFFFFF, 0xA9CCE3, 0x3B3355};

    private SceneWriter() {}

    /** {@code coast-truth.tif} beside {@code coast.tif}. */
    public static Path truthBeside(Path scene) {
        return FileStem.sibling(scene, "-truth.tif");
    }

    /**
     * Writes the scene to {@code target} and its truth to {@link #truthBeside}; neither appears before both are
     * complete.
     *
     * @throws InputException if there is no writing at the target
     */
    public static void write(SimulatedScene scene, SceneFormat format, Path target, Progress progress) {
        SceneRecipe recipe = scene.recipe();
        Path truth = truthBeside(target);
        progress.begin(target.getFileName().toString(), recipe.height(), "rows");
        try (GeoTiffWriter pictureWriter = GeoTiffWriter.create(target, pictureLayout(recipe, format));
                GeoTiffWriter truthWriter = GeoTiffWriter.create(
                        truth, truthLayout(recipe.width(), recipe.height(), format.georeference(recipe.pixelSize())))) {
            pictureWriter.describe(format.bands(recipe.bands())).metadata(metadata(recipe));
            for (int y = 0; y < recipe.height(); y += STRIP) {
                Window strip = new Window(0, y, recipe.width(), Math.min(STRIP, recipe.height() - y));
                pictureWriter.append(stored(scene.render(strip), format));
                truthWriter.append(scene.truth(strip));
                progress.advance(strip.height());
            }
            truthWriter.commit();
            pictureWriter.commit();
        } finally {
            progress.end();
        }
    }

    private static Layout pictureLayout(SceneRecipe recipe, SceneFormat format) {
        Georeference place = format.georeference(recipe.pixelSize());
        return new Layout(
                recipe.width(),
                recipe.height(),
                recipe.bands(),
                format.type(),
                SceneFormat.NO_DATA,
                place,
                BLOCK,
                Overviews.AVERAGE,
                null);
    }

    /** How the truth of a scene of this size and place is stored. */
    static Layout truthLayout(int width, int height, @Nullable Georeference place) {
        return new Layout(width, height, 1, SampleType.UINT8, 255.0, place, BLOCK, Overviews.MODE, COLOURS);
    }

    private static Pixels stored(Pixels reflectance, SceneFormat format) {
        for (float[] band : reflectance.bands()) {
            for (int i = 0; i < band.length; i++) {
                band[i] = format.stored(band[i]);
            }
        }
        return reflectance;
    }

    private static Map<String, String> metadata(SceneRecipe recipe) {
        return Map.of(
                "SIMULATED_SURFACE", recipe.surface().name().toLowerCase(Locale.ROOT),
                "SIMULATED_SEED", Long.toString(recipe.seed()),
                "SUN_AZIMUTH", Double.toString(recipe.sun().azimuth()),
                "SUN_ELEVATION", Double.toString(recipe.sun().elevation()));
    }
}
