package io.cloudless.raster;

/**
 * One band of a raster. A stored sample {@code s} means the value {@code s * scale + offset}.
 *
 * @param index position in the file, counted from 0
 * @param name its description in the file, or empty
 * @param role what it shows
 * @param type how its samples are stored
 * @param scale 1 where the file states none
 * @param offset 0 where the file states none
 */
public record Band(int index, String name, BandRole role, SampleType type, double scale, double offset) {}
