package io.cloudless.draw;

import io.cloudless.detect.PictureSink;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import io.cloudless.raster.scaling.ValueScaling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a picture of a scene while it is read, small enough for a screen: each of its pixels is the mean of a square of
 * the scene's. Pixels without data are dark grey, which neither cloud nor water is.
 */
public final class ScenePicture implements PictureSink {
    private static final int NO_DATA = 0x33373D;
    private static final List<BandRole> COLOURS = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
    private static final int ROWS_AT_ONCE = 128;
    /** Reflectance shown as it is looks too dark: cloud takes most of the range. 8-bit pictures are made to be looked at. */
    private static final double GAMMA = 0.6;

    private final Shrinking shrinking;
    private final int[] channels;
    private final double gamma;
    private final int[] rgb;
    private final float[][] sums;
    private final int[] counts;
    private int rowsTaken;

    /**
     * At most {@value Shrinking#MAX_EDGE} pixels along an edge.
     *
     * @param bands what the bands show that {@link #accept} gets
     */
    public ScenePicture(RasterInfo scene, List<BandRole> bands) {
        this(scene, bands, Shrinking.MAX_EDGE);
    }

    private ScenePicture(RasterInfo scene, List<BandRole> bands, int maxEdge) {
        shrinking = Shrinking.of(scene.width(), scene.height(), maxEdge);
        channels = channels(bands);
        gamma = scene.bands().get(0).type() == SampleType.UINT8 ? 1 : GAMMA;
        rgb = new int[shrinking.pictureWidth() * shrinking.pictureHeight()];
        sums = new float[COLOURS.size()][shrinking.pictureWidth()];
        counts = new int[shrinking.pictureWidth()];
    }

    /** The picture of a scene that nobody else reads, strip by strip, so that its size does not matter. */
    static ScenePicture read(Path file, int maxEdge) {
        try (RasterReader reader = RasterReader.open(file)) {
            RasterInfo info = reader.info();
            int[] bands = colours(info);
            ValueScaling scaling = ValueScaling.of(reader, bands);
            ScenePicture picture = new ScenePicture(info, COLOURS, maxEdge);
            for (int y = 0; y < info.height(); y += ROWS_AT_ONCE) {
                Window strip = new Window(0, y, info.width(), ROWS_AT_ONCE).clip(info.bounds());
                Pixels pixels = reader.read(strip, bands);
                scaling.apply(pixels);
                picture.accept(y, pixels);
            }
            return picture;
        }
    }

    /** Bands to show as red, green and blue; where a file does not tell, its first three or its first alone. */
    private static int[] colours(RasterInfo scene) {
        boolean enough = scene.bands().size() >= COLOURS.size();
        return IntStream.range(0, COLOURS.size())
                .map(i -> scene.band(COLOURS.get(i)).map(Band::index).orElse(enough ? i : 0))
                .toArray();
    }

    /** The bands for red, green and blue; the first band for those missing. */
    static int[] channels(List<BandRole> bands) {
        return COLOURS.stream()
                .mapToInt(role -> Math.max(0, bands.indexOf(role)))
                .toArray();
    }

    @Override
    public void accept(int y, Pixels values) {
        for (int row = 0; row < values.height(); row++) {
            add(values, row);
            rowsTaken++;
            if (rowsTaken % shrinking.factor() == 0 || rowsTaken == shrinking.height()) {
                finishRow((rowsTaken - 1) / shrinking.factor());
            }
        }
    }

    private void add(Pixels values, int row) {
        int start = row * values.width();
        for (int column = 0; column < counts.length; column++) {
            int left = start + column * shrinking.factor();
            int right = Math.min(left + shrinking.factor(), start + values.width());
            // What has no data is NaN in every band, and so is a sum with it.
            boolean isWhole = !Float.isNaN(sum(0, values.bands()[0], left, right));
            if (isWhole) {
                counts[column] += right - left;
                for (int colour = 0; colour < sums.length; colour++) {
                    sums[colour][column] = sum(sums[colour][column], values.bands()[channels[colour]], left, right);
                }
            } else {
                addValid(values, left, right, column);
            }
        }
    }

    private static float sum(float before, float[] samples, int from, int to) {
        float sum = before;
        for (int at = from; at < to; at++) {
            sum += samples[at];
        }
        return sum;
    }

    private void addValid(Pixels values, int left, int right, int column) {
        for (int at = left; at < right; at++) {
            if (values.isValid(at)) {
                counts[column]++;
                for (int colour = 0; colour < sums.length; colour++) {
                    sums[colour][column] += values.bands()[channels[colour]][at];
                }
            }
        }
    }

    private void finishRow(int row) {
        for (int x = 0; x < counts.length; x++) {
            int pixel = 0;
            for (int colour = 0; colour < sums.length; colour++) {
                double value = sums[colour][x] / Math.max(1, counts[x]);
                pixel = pixel << 8 | (int) Math.round(255 * Math.pow(value, gamma));
            }
            rgb[row * counts.length + x] = counts[x] == 0 ? NO_DATA : pixel;
        }
        Arrays.fill(counts, 0);
        for (float[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    /** The picture, once all rows are through. */
    public Picture picture() {
        return new Picture(shrinking.pictureWidth(), shrinking.pictureHeight(), rgb);
    }

    Shrinking shrinking() {
        return shrinking;
    }
}
