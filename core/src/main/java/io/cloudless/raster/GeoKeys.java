package io.cloudless.raster;

/**
 * The three GeoTIFF tags that state a reference system (OGC 19-008r4), as stored.
 *
 * @param directory GeoKeyDirectoryTag, 34735
 * @param doubles GeoDoubleParamsTag, 34736; empty if absent
 * @param ascii GeoAsciiParamsTag, 34737; empty if absent
 */
public record GeoKeys(short[] directory, double[] doubles, String ascii) {}
