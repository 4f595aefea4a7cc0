package io.cloudless.detect;

/**
 * What remains of a mask that went through {@link MaskSink}s.
 *
 * @param layout what it is like, with notes on what was assumed
 * @param statistics what it holds
 */
public record Segmentation(MaskLayout layout, MaskStatistics statistics) {}
