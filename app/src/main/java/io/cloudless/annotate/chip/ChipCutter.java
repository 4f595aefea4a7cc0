package io.cloudless.annotate.chip;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import io.cloudless.raster.tiff.GeoTiffWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts windows out of a scene. All bands, stored values, what is said of them and the place on Earth are kept, so that a
 * detector sees in a window what it sees in the scene.
 */
public final class ChipCutter {
    /** Of a file's tiles: small ones are quick to show in part. */
    private static final int BLOCK = 256;
    /** Samples read at a time. */
    private static final long MOST_SAMPLES = 24_000_000;

    private final RasterReader scene;
    private final RasterInfo info;
    private final int[] bands;
    private final SampleType type;
    private final boolean hasAlpha;

    public ChipCutter(RasterReader scene) {
        this.scene = scene;
        this.info = scene.info();
        this.bands = IntStream.range(0, info.bands().size()).toArray();
        this.type = commonType(info.bands());
        this.hasAlpha = info.band(BandRole.ALPHA).isPresent();
    }

    private static SampleType commonType(List<Band> bands) {
        SampleType first = bands.get(0).type();
        boolean same = bands.stream().allMatch(band -> band.type() == first);
        return same ? first : SampleType.FLOAT32;
    }

    /**
     * A window with its pixels.
     *
     * @param validShare of its pixels that have data, 0 to 1
     */
    public record Chip(Window window, Pixels pixels, double validShare) {}

    /**
     * Windows of a row that can be read together, so that a scene stored in rows is not unpacked once for each of them.
     *
     * @param row windows of equal height side by side
     */
    public List<List<Window>> groups(List<Window> row) {
        List<List<Window>> groups = new ArrayList<>();
        List<Window> group = new ArrayList<>();
        for (Window window : row) {
            if (!group.isEmpty() && around(group.get(0), window).area() * bands.length > MOST_SAMPLES) {
                groups.add(List.copyOf(group));
                group.clear();
            }
            group.add(window);
        }
        groups.add(List.copyOf(group));
        return groups;
    }

    private static Window around(Window first, Window last) {
        return new Window(first.x(), first.y(), last.right() - first.x(), first.height());
    }

    /** Reads windows that lie side by side. */
    public List<Chip> read(List<Window> group) {
        Window all = around(group.get(0), group.get(group.size() - 1));
        Pixels pixels = scene.read(all, bands);
        return group.stream()
                .map(window -> chip(window, window.equals(all) ? pixels : cut(window, all, pixels)))
                .toList();
    }

    private static Chip chip(Window window, Pixels pixels) {
        long valid =
                IntStream.range(0, (int) window.area()).filter(pixels::isValid).count();
        return new Chip(window, pixels, (double) valid / window.area());
    }

    private static Pixels cut(Window window, Window all, Pixels pixels) {
        float[][] samples = new float[pixels.bands().length][];
        for (int band = 0; band < samples.length; band++) {
            samples[band] = new float[(int) window.area()];
            for (int y = 0; y < window.height(); y++) {
                System.arraycopy(
                        pixels.bands()[band],
                        y * all.width() + window.x() - all.x(),
                        samples[band],
                        y * window.width(),
                        window.width());
            }
        }
        return new Pixels(window.width(), window.height(), samples);
    }

    /** Writes a window as a GeoTIFF. May be called by several threads at a time. */
    public void write(Chip chip, Path target) {
        Window window = chip.window();
        GeoTiffWriter.Layout layout = new GeoTiffWriter.Layout(
                window.width(),
                window.height(),
                bands.length,
                type,
                nodata(chip),
                placeOf(window),
                BLOCK,
                GeoTiffWriter.Overviews.NONE);
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            writer.describe(info.bands()).metadata(info.metadata());
            writer.append(hasAlpha ? withoutGaps(chip.pixels()) : chip.pixels());
            writer.commit();
        }
    }

    /** The scene's own, else, where it marks gaps by a mask of its own, one that a pixel with data hardly has. */
    private @Nullable Double nodata(Chip chip) {
        if (info.nodata() != null || hasAlpha || type.isFloat() || chip.validShare() == 1) {
            return info.nodata();
        }
        return switch (type) {
            case INT8 -> -128.0;
            case INT16 -> -32768.0;
            default -> 0.0;
        };
    }

    /** Gaps as pixels that cannot be seen through: all zero, opacity too. */
    private static Pixels withoutGaps(Pixels pixels) {
        float[][] samples = new float[pixels.bands().length][];
        Arrays.setAll(samples, band -> {
            float[] filled = pixels.bands()[band].clone();
            for (int i = 0; i < filled.length; i++) {
                filled[i] = Float.isNaN(filled[i]) ? 0 : filled[i];
            }
            return filled;
        });
        return new Pixels(pixels.width(), pixels.height(), samples);
    }

    private @Nullable Georeference placeOf(Window window) {
        Georeference place = info.georeference();
        return place == null
                ? null
                : new Georeference(
                        place.mapX(window.x(), window.y()),
                        place.xPerColumn(),
                        place.xPerRow(),
                        place.mapY(window.x(), window.y()),
                        place.yPerColumn(),
                        place.yPerRow(),
                        place.keys());
    }
}
