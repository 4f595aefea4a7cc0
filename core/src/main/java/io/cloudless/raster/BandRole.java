package io.cloudless.raster;

/** What a band shows. */
public enum BandRole {
    RED,
    GREEN,
    BLUE,
    NIR,
    /** One brightness for all colours. */
    GREY,
    /** Opacity: where it is 0 there is no data. */
    ALPHA,
    /** Anything else, or unknown. */
    OTHER
}
