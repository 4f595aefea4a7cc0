package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import io.cloudless.work.Progress;

/**
 * Brings what decides from the model's grid to the scene's (bilinear, from valid neighbours only), decides what each
 * pixel is, and passes the rows on.
 */
final class MaskPainter {
    private static final int ROWS_AT_ONCE = 128;

    private final MaskLayout layout;
    private final ModelGrid grid;
    private final Decision decision;
    private final StripReader source;
    private final MaskSink[] sinks;
    private final Progress progress;
    private final float threshold;
    private final long[] pixelsByCode = new long[256];

    /** The last row of the model's grid before those at hand. */
    private final float[][] above;

    private final float[][] blended;
    private final float[][] painted;
    private final RowEnlargement enlargement;
    private int nextRow;

    MaskPainter(
            MaskLayout layout,
            ModelGrid grid,
            Decision decision,
            StripReader source,
            MaskSink[] sinks,
            Progress progress) {
        this.layout = layout;
        this.grid = grid;
        this.decision = decision;
        this.source = source;
        this.sinks = sinks;
        this.progress = progress;
        this.threshold = (float) layout.cloudThreshold();
        this.above = new float[decision.planes()][grid.width()];
        this.blended = new float[decision.planes()][grid.width()];
        this.painted = new float[decision.planes()][layout.width()];
        this.enlargement = new RowEnlargement(grid.factor(), layout.width());
    }

    /** Where a pixel's centre lies between the centres of the model's grid, along one axis. */
    private double centre(int pixel) {
        return (pixel + 0.5) / grid.factor() - 0.5;
    }

    /**
     * Takes finished rows of the model's grid and passes on all rows of the mask that they suffice for.
     *
     * @param planes from row {@code top} on
     * @param bottom the first row that is not finished
     */
    void paint(float[][] planes, int top, int bottom) {
        int end = bottom == grid.height() ? layout.height() : firstRowNeeding(bottom);
        while (nextRow < end) {
            int rows = Math.min(ROWS_AT_ONCE, end - nextRow);
            MaskRows result = new MaskRows(
                    nextRow, layout.width(), rows, new byte[rows * layout.width()], new byte[rows * layout.width()]);
            for (int row = 0; row < rows; row++) {
                paintRow(planes, top, result, row);
            }
            for (MaskSink sink : sinks) {
                sink.accept(result);
            }
            progress.advance(rows);
        }
        for (int plane = 0; plane < planes.length; plane++) {
            System.arraycopy(planes[plane], (bottom - 1 - top) * grid.width(), above[plane], 0, grid.width());
        }
        for (int row = Math.max(0, top - 1); row < bottom - 1 && grid.factor() > 1; row++) {
            source.gridPixels().release(row);
        }
    }

    /** The first row of the mask that a row of the model's grid from {@code row} on takes part in. */
    private int firstRowNeeding(int row) {
        return (int) Math.floor(grid.factor() * (row - 0.5) - 0.5) + 1;
    }

    /** What has been passed on so far. */
    MaskStatistics statistics() {
        return MaskStatistics.of(pixelsByCode);
    }

    private void paintRow(float[][] planes, int top, MaskRows result, int row) {
        int start = row * layout.width();
        if (grid.factor() == 1) {
            for (int plane = 0; plane < painted.length; plane++) {
                System.arraycopy(planes[plane], (nextRow - top) * grid.width(), painted[plane], 0, grid.width());
            }
        } else {
            interpolate(planes, top);
        }
        decide(result, start);
        ValidPixels pixels = source.scenePixels();
        if (!pixels.isWhole(nextRow)) {
            for (int x = 0; x < layout.width(); x++) {
                if (!pixels.isValid(x, nextRow)) {
                    result.codes()[start + x] = (byte) MaskClass.NO_DATA;
                    result.cloudProbability()[start + x] = (byte) MaskClass.NO_DATA;
                }
            }
            pixels.release(nextRow);
        }
        for (int at = start; at < start + layout.width(); at++) {
            pixelsByCode[result.codes()[at] & 0xFF]++;
        }
        nextRow++;
    }

    private void interpolate(float[][] planes, int top) {
        double centre = Math.max(0, Math.min(grid.height() - 1, centre(nextRow)));
        int upper = (int) centre;
        float lowerShare = (float) (centre - upper);
        int lower = lowerShare == 0 ? upper : upper + 1;
        ValidPixels pixels = source.gridPixels();
        boolean isWhole = pixels.isWhole(upper) && pixels.isWhole(lower);
        for (int plane = 0; plane < planes.length; plane++) {
            float[] a = upper < top ? above[plane] : planes[plane];
            float[] b = lower < top ? above[plane] : planes[plane];
            int fromA = upper < top ? 0 : (upper - top) * grid.width();
            int fromB = lower < top ? 0 : (lower - top) * grid.width();
            float[] to = blended[plane];
            for (int x = 0; x < to.length; x++) {
                to[x] = a[fromA + x] + (b[fromB + x] - a[fromA + x]) * lowerShare;
            }
            for (int x = 0; x < to.length && !isWhole; x++) {
                boolean isA = pixels.isValid(x, upper);
                boolean isB = pixels.isValid(x, lower);
                if (!isA || !isB) {
                    to[x] = isA ? a[fromA + x] : isB ? b[fromB + x] : Float.NaN;
                }
            }
            enlargement.apply(to, painted[plane], isWhole);
        }
    }

    private void decide(MaskRows result, int start) {
        float[] cloud = painted[0];
        byte[] codes = result.codes();
        byte[] percentages = result.cloudProbability();
        // Two plain loops take less time than one that does both.
        for (int x = 0; x < cloud.length; x++) {
            codes[start + x] = cloud[x] >= threshold ? decision.cloudCode() : decision.otherCode();
        }
        for (int x = 0; x < cloud.length; x++) {
            percentages[start + x] = percent(cloud[x]);
        }
        if (decision.kindPlane() >= 0) {
            float[] thickness = painted[decision.kindPlane()];
            for (int x = 0; x < thickness.length; x++) {
                if (codes[start + x] == MaskClass.CLOUD && thickness[x] < 0) {
                    codes[start + x] = MaskClass.THIN_CLOUD;
                }
            }
        }
        if (decision.shadowPlane() >= 0) {
            float[] shade = painted[decision.shadowPlane()];
            for (int x = 0; x < shade.length; x++) {
                if (codes[start + x] == MaskClass.CLEAR && shade[x] > 0) {
                    codes[start + x] = MaskClass.SHADOW;
                }
            }
        }
    }

    /** Whoever made a network may call something a probability that is not between 0 and 1. */
    private static byte percent(float probability) {
        return (byte) Math.max(0, Math.min(100, (int) (probability * 100 + 0.5f)));
    }
}
