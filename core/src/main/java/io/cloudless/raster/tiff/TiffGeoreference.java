package io.cloudless.raster.tiff;

import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The place of a GeoTIFF on Earth (OGC 19-008r4, section 7 and annex B). */
final class TiffGeoreference {
    /** Real files have some dozen keys. */
    private static final int MAX_KEY_SHORTS = 4096;

    private TiffGeoreference() {}

    /** Null where the file does not say, or says it by ground control points only. */
    static @Nullable Georeference of(TiffPage page) {
        double[] affine = affine(page);
        if (affine == null || !DoubleStream.of(affine).allMatch(Double::isFinite)) {
            return null;
        }
        if (affine[1] * affine[5] - affine[2] * affine[4] == 0) {
            return null; // pixels without area
        }
        GeoKeys keys = keys(page);
        double shift = keys.isPixelPoint() ? -0.5 : 0;
        return new Georeference(
                shift == 0 ? affine[0] : affine[0] + shift * (affine[1] + affine[2]),
                affine[1],
                affine[2],
                shift == 0 ? affine[3] : affine[3] + shift * (affine[4] + affine[5]),
                affine[4],
                affine[5],
                keys);
    }

    /** Origin x, x per column, x per row, origin y, y per column, y per row; of the file's own raster space. */
    private static double @Nullable [] affine(TiffPage page) {
        double[] matrix = page.doubles(TiffPage.MODEL_TRANSFORMATION);
        if (matrix.length >= 16) {
            return new double[] {matrix[3], matrix[0], matrix[1], matrix[7], matrix[4], matrix[5]};
        }
        double[] scale = page.doubles(TiffPage.MODEL_PIXEL_SCALE);
        double[] tie = page.doubles(TiffPage.MODEL_TIEPOINT);
        if (scale.length < 2 || tie.length < 6) {
            return null;
        }
        return new double[] {tie[3] - tie[0] * scale[0], scale[0], 0, tie[4] + tie[1] * scale[1], 0, -scale[1]};
    }

    private static GeoKeys keys(TiffPage page) {
        long[] stored = page.integers(TiffPage.GEO_KEY_DIRECTORY, MAX_KEY_SHORTS);
        if (stored.length == 0) {
            return GeoKeys.NONE;
        }
        short[] directory = new short[stored.length];
        for (int i = 0; i < stored.length; i++) {
            directory[i] = (short) stored[i];
        }
        String ascii = page.text(TiffPage.GEO_ASCII_PARAMS);
        double[] doubles = page.doubles(TiffPage.GEO_DOUBLE_PARAMS);
        return new GeoKeys(
                directory,
                Arrays.copyOf(doubles, Math.min(doubles.length, MAX_KEY_SHORTS)),
                ascii == null ? "" : ascii);
    }
}
