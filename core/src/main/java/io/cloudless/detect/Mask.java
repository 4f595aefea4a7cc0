package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import java.nio.file.Path;

/** A mask in memory: for each pixel of the scene what it shows, on the scene's own grid. */
public final class Mask {
    private final MaskLayout layout;
    private final MaskRows rows;
    private final MaskStatistics statistics;

    private Mask(MaskLayout layout, MaskRows rows, MaskStatistics statistics) {
        this.layout = layout;
        this.rows = rows;
        this.statistics = statistics;
    }

    public int width() {
        return layout.width();
    }

    public int height() {
        return layout.height();
    }

    /** Georeference, classes, and notes on what was assumed. */
    public MaskLayout layout() {
        return layout;
    }

    /** How many pixels are what. */
    public MaskStatistics statistics() {
        return statistics;
    }

    /**
     * What a pixel shows.
     *
     * @return {@link MaskClass#CLEAR}, {@link MaskClass#CLOUD}, {@link MaskClass#THIN_CLOUD}, {@link MaskClass#SHADOW} or
     *     {@link MaskClass#NO_DATA}
     */
    public int code(int column, int row) {
        return rows.codes()[index(column, row)] & 0xFF;
    }

    /** Percentage 0 to 100 that a pixel shows cloud of any kind, or 255 where there is no data. */
    public int cloudProbability(int column, int row) {
        return rows.cloudProbability()[index(column, row)] & 0xFF;
    }

    private int index(int column, int row) {
        if (column < 0 || column >= width() || row < 0 || row >= height()) {
            throw new IllegalArgumentException(
                    "No pixel (" + column + ", " + row + ") in a mask of " + width() + " x " + height());
        }
        return row * width() + column;
    }

    /** All rows at once; the arrays are the mask's own. */
    public MaskRows rows() {
        return rows;
    }

    /** Passes the mask through other sinks, as if it were detected anew. */
    public void sendTo(MaskSink... sinks) {
        for (MaskSink sink : sinks) {
            sink.begin(layout);
            sink.accept(rows);
            sink.end();
        }
    }

    /** Writes the classes as a cloud-optimised GeoTIFF, 255 where there is no data. */
    public void write(Path target) {
        write(target, Coding.CLOUDLESS);
    }

    /** Writes the classes as a cloud-optimised GeoTIFF in the numbers that other tools use. */
    public void write(Path target, Coding coding) {
        try (MaskFile file = MaskFile.ofCodes(target, coding)) {
            sendTo(file);
        }
    }

    /** Writes the probability of cloud in percent as a cloud-optimised GeoTIFF, 255 where there is no data. */
    public void writeProbability(Path target) {
        try (MaskFile file = MaskFile.ofProbability(target)) {
            sendTo(file);
        }
    }

    /** Gathers the rows of a mask. */
    static final class Collector implements MaskSink {
        private byte[] codes = new byte[0];
        private byte[] probability = new byte[0];

        @Override
        public void begin(MaskLayout layout) {
            int pixels = Math.multiplyExact(layout.width(), layout.height());
            codes = new byte[pixels];
            probability = new byte[pixels];
        }

        @Override
        public void accept(MaskRows rows) {
            int start = rows.y() * rows.width();
            System.arraycopy(rows.codes(), 0, codes, start, rows.codes().length);
            System.arraycopy(rows.cloudProbability(), 0, probability, start, rows.codes().length);
        }

        @Override
        public void end() {}

        Mask mask(Segmentation result) {
            MaskLayout layout = result.layout();
            MaskRows rows = new MaskRows(0, layout.width(), layout.height(), codes, probability);
            return new Mask(layout, rows, result.statistics());
        }
    }
}
