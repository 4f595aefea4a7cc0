package io.cloudless.draw;

import io.cloudless.detect.PictureSink;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.SampleType;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a picture of a scene while it is read, small enough for a screen (at most {@value Shrinking#MAX_EDGE} pixels
 * along an edge). Pixels without data are dark grey, which neither cloud nor water is.
 */
public final class ScenePicture implements PictureSink {
    private static final int NO_DATA = 0x33373D;
    private static final int COLOURS = 3;
    /** Reflectance shown as it is looks too dark: cloud takes most of the range. 8-bit pictures are made to be looked at. */
    private static final double GAMMA = 0.6;

    private final Shrinking shrinking;
    private final int[] channels;
    private final double gamma;
    private final int[] rgb;
    private final float[][] sums;
    private final int[] counts;
    private int rowsTaken;

    /** @param bands what the bands show that {@link #accept} gets */
    public ScenePicture(RasterInfo scene, List<BandRole> bands) {
        shrinking = Shrinking.of(scene.width(), scene.height());
        channels = channels(bands);
        gamma = scene.bands().get(0).type() == SampleType.UINT8 ? 1 : GAMMA;
        rgb = new int[shrinking.pictureWidth() * shrinking.pictureHeight()];
        sums = new float[COLOURS][shrinking.pictureWidth()];
        counts = new int[shrinking.pictureWidth()];
    }

    /** The bands for red, green and blue; the first band for those missing. */
    private static int[] channels(List<BandRole> bands) {
        return new int[] {
            Math.max(0, bands.indexOf(BandRole.RED)),
            Math.max(0, bands.indexOf(BandRole.GREEN)),
            Math.max(0, bands.indexOf(BandRole.BLUE))
        };
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
        for (int x = 0; x < values.width(); x++) {
            int index = row * values.width() + x;
            if (values.isValid(index)) {
                int column = x / shrinking.factor();
                counts[column]++;
                for (int colour = 0; colour < COLOURS; colour++) {
                    sums[colour][column] += values.bands()[channels[colour]][index];
                }
            }
        }
    }

    private void finishRow(int row) {
        for (int x = 0; x < counts.length; x++) {
            int pixel = 0;
            for (int colour = 0; colour < COLOURS; colour++) {
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

    int factor() {
        return shrinking.factor();
    }
}
