package io.cloudless.detect.region;

/** How boxes are found in which there may be something. */
public enum ProposalMethod {
    /** {@link io.cloudless.propose.SelectiveSearch}. */
    SELECTIVE_SEARCH,
    /** {@link io.cloudless.propose.SlidingWindows}. */
    GRID,
    /** The connected parts of a mask. */
    SEGMENTS
}
