package io.cloudless.simulate;

import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.raster.scaling.ValueScaling;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A real, cloudless scene under invented clouds: its red, green, blue and near infrared bands, where it has that, with the
 * shadows of the clouds, and the exact truth. Type, units and georeference stay the scene's own.
 */
public final class CastScene {
    private CastScene() {}

    /**
     * Writes the scene to {@code target} and its truth to {@link SceneWriter#truthBeside}; neither appears before both are
     * complete.
     *
     * @param ground file of the scene
     * @param recipe makes the recipe of the clouds, of which the surface does not count, from what the file's header says
     * @throws InputException if the scene cannot be read, has no red, green and blue, or if there is no writing at the target
     */
    public static void write(Path ground, Function<RasterInfo, SceneRecipe> recipe, Path target, Progress progress) {
        try (RasterReader reader = RasterReader.open(ground)) {
            RasterInfo info = reader.info();
            List<Band> bands = bands(info);
            int[] indices = bands.stream().mapToInt(Band::index).toArray();
            ValueScaling scaling = ValueScaling.of(reader, indices);
            SimulatedScene scene = new SimulatedScene(recipe.apply(info).withNearInfrared(bands.size() > 3));
            progress.begin(target.getFileName().toString(), info.height(), "rows");
            try (GeoTiffWriter picture = GeoTiffWriter.create(target, pictureLayout(info, bands));
                    GeoTiffWriter truth = GeoTiffWriter.create(
                            SceneWriter.truthBeside(target),
                            SceneWriter.truthLayout(info.width(), info.height(), info.georeference()))) {
                picture.describe(bands).metadata(info.metadata());
                for (int y = 0; y < info.height(); y += SceneWriter.STRIP) {
                    Window strip = new Window(0, y, info.width(), Math.min(SceneWriter.STRIP, info.height() - y));
                    Pixels pixels = reader.read(strip, indices);
                    truth.append(cast(scene.clouds(strip), pixels, scaling));
                    picture.append(apartFrom(nodata(info, bands), pixels));
                    progress.advance(strip.height());
                }
                truth.commit();
                picture.commit();
            } finally {
                progress.end();
            }
        }
    }

    private static List<Band> bands(RasterInfo info) {
        List<Band> found = new ArrayList<>();
        for (BandRole role : List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE)) {
            found.add(info.band(role)
                    .orElseThrow(() -> new InputException(
                            info.file(),
                            "does not say which of its bands are red, green and blue",
                            "Clouds can be cast on a scene that does")));
        }
        Optional<Band> nearInfrared = info.band(BandRole.NIR);
        nearInfrared.ifPresent(found::add);
        return found;
    }

    private static Layout pictureLayout(RasterInfo info, List<Band> bands) {
        return new Layout(
                info.width(),
                info.height(),
                bands.size(),
                bands.get(0).type(),
                nodata(info, bands),
                info.georeference(),
                SceneWriter.BLOCK,
                Overviews.AVERAGE,
                null);
    }

    /** The scene's own; where a mask says it, 0 as in invented scenes. */
    private static double nodata(RasterInfo info, List<Band> bands) {
        if (info.nodata() != null) {
            return info.nodata();
        }
        return bands.get(0).type().isFloat() ? Double.NaN : SceneFormat.NO_DATA;
    }

    /** Valid pixels must not be taken for pixels without data: black becomes the next darkest. */
    private static Pixels apartFrom(double nodata, Pixels pixels) {
        for (float[] samples : pixels.bands()) {
            for (int i = 0; i < samples.length; i++) {
                boolean isTaken = !Float.isNaN(samples[i]) && Math.round(samples[i]) == nodata;
                samples[i] = isTaken ? (float) (nodata + 1) : samples[i];
            }
        }
        return pixels;
    }

    /** Changes the stored samples and tells their truth. */
    private static byte[] cast(CloudLayer clouds, Pixels pixels, ValueScaling scaling) {
        byte[] truth = new byte[pixels.width() * pixels.height()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = Float.isNaN(pixels.bands()[0][i]) ? SimulatedScene.NO_DATA : clouds.truth(i);
        }
        for (int band = 0; band < pixels.bands().length; band++) {
            float[] samples = pixels.bands()[band];
            double gain = scaling.gain()[band];
            double offset = scaling.offset()[band];
            for (int i = 0; i < samples.length; i++) {
                float ground = clouds.shaded((float) (samples[i] * gain + offset), band, i);
                float seen = ground * (1 - clouds.opacity()[i]) + clouds.light()[band][i];
                samples[i] = (float) ((Math.min(1, seen) - offset) / gain);
            }
        }
        return truth;
    }
}
