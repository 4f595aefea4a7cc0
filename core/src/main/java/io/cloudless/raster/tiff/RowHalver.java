package io.cloudless.raster.tiff;

import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import org.jspecify.annotations.Nullable;

/** Makes one row of an overview from two rows of the level above; an odd last row or column stands for itself. */
final class RowHalver {
    private final SampleCodec codec;
    private final int width;
    private final int bands;
    private final boolean isOfBytes;
    private final boolean byMode;
    private final double nodata;
    private final double[] values = new double[4];

    /** @param width columns of the level above */
    RowHalver(Layout layout, int width) {
        this.codec = new SampleCodec(layout.type());
        this.width = width;
        this.bands = layout.bands();
        this.isOfBytes = bands == 1 && codec.type().bytes() == 1;
        this.byMode = layout.overviews() == Overviews.MODE;
        this.nodata = layout.nodata() == null ? Double.NaN : layout.nodata();
    }

    byte[] halve(byte[] upper, byte @Nullable [] lower) {
        int halfWidth = (width + 1) / 2;
        byte[] half = new byte[halfWidth * bands * codec.type().bytes()];
        for (int x = 0; x < halfWidth; x++) {
            if (lower != null && isUniform(upper, lower, 2 * x)) {
                half[x] = upper[2 * x];
                continue;
            }
            for (int band = 0; band < bands; band++) {
                int left = 2 * x * bands + band;
                int count = collect(upper, left, 2 * x, 0);
                if (lower != null) {
                    count = collect(lower, left, 2 * x, count);
                }
                codec.put(half, x * bands + band, byMode ? mode(count) : average(count));
            }
        }
        return half;
    }

    /** Whether these are four equal bytes, as nearly everywhere in a mask: nothing needs to be counted. */
    private boolean isUniform(byte[] upper, byte[] lower, int column) {
        return isOfBytes
                && column + 1 < width
                && upper[column] == upper[column + 1]
                && upper[column] == lower[column]
                && upper[column] == lower[column + 1];
    }

    private int collect(byte[] row, int index, int column, int count) {
        values[count++] = codec.get(row, index);
        if (column + 1 < width) {
            values[count++] = codec.get(row, index + bands);
        }
        return count;
    }

    private double average(int count) {
        double sum = 0;
        int valid = 0;
        for (int i = 0; i < count; i++) {
            if (isData(values[i])) {
                sum += values[i];
                valid++;
            }
        }
        return valid == 0 ? nodata : sum / valid;
    }

    /** The most frequent value, the smaller of equals; "no data" only with more than half of the pixels. */
    private double mode(int count) {
        int missing = 0;
        int most = 0;
        double mode = nodata;
        for (int i = 0; i < count; i++) {
            int equal = 0;
            for (int j = 0; j < count; j++) {
                equal += values[j] == values[i] ? 1 : 0;
            }
            if (!isData(values[i])) {
                missing++;
            } else if (equal > most || (equal == most && values[i] < mode)) {
                most = equal;
                mode = values[i];
            }
        }
        return 2 * missing > count ? nodata : mode;
    }

    private boolean isData(double value) {
        return value != nodata && !Double.isNaN(value);
    }
}
