package io.cloudless.detect;

/**
 * Takes a mask from its top row to its bottom row, piece by piece. All calls come from the thread that called
 * {@link Segmenter#segment(io.cloudless.raster.RasterReader, SegmenterOptions, MaskSink...)}; what a sink throws ends the
 * detection and comes out of that call.
 */
public interface MaskSink {
    /** Detection begins. */
    void begin(MaskLayout layout);

    /** The next rows, directly below those before. */
    void accept(MaskRows rows);

    /** All rows are through. Not called where detection fails. */
    void end();
}
