package io.cloudless.dataset;

import java.util.Locale;

/**
 * A line of a prepared dataset's manifest.
 *
 * @param id the image's stem
 * @param group the place it shows: all chips of a group are in the same split
 * @param split what it is used for
 * @param width columns
 * @param height rows
 * @param bands number of bands
 * @param offset where its samples begin in the sample file, in bytes
 */
record ChipEntry(String id, String group, Split split, int width, int height, int bands, long offset) {
    /** Column that names the sample file, the same in every line. */
    static final String SAMPLES = "samples";

    /** Of manifests that name no sample file. */
    static final String FORMER_HEADER = "id,group,split,width,height,bands,offset";

    static final String HEADER = FORMER_HEADER + "," + SAMPLES;

    ChipEntry {
        if (width < 1 || height < 1 || bands < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "chip %s of %d x %d pixels and %d bands", id, width, height, bands));
        }
        if (sampleBytes(width, height, bands) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "chip %s of %d x %d pixels and %d bands, too many", id, width, height, bands));
        }
    }

    /** Two a sample, band by band, then one a pixel for the mask; {@link Long#MAX_VALUE} where a long does not hold it. */
    private static long sampleBytes(int width, int height, int bands) {
        try {
            return Math.multiplyExact((long) width * height, 2L * bands + 1);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Reads a line of a manifest.
     *
     * @throws IllegalArgumentException if a number or the split is none, or no chip has such a size
     */
    static ChipEntry of(SceneIndex manifest, String id) {
        return new ChipEntry(
                id,
                manifest.require(id, "group"),
                Split.valueOf(manifest.require(id, "split").toUpperCase(Locale.ROOT)),
                Integer.parseInt(manifest.require(id, "width")),
                Integer.parseInt(manifest.require(id, "height")),
                Integer.parseInt(manifest.require(id, "bands")),
                Long.parseLong(manifest.require(id, "offset")));
    }

    /** Bytes in the sample file, 2^31 - 1 at most. */
    long bytes() {
        return sampleBytes(width, height, bands);
    }

    /** Where the samples of the next chip begin. */
    long end() {
        return offset + bytes();
    }

    /** @param samples name of the sample file */
    String toCsv(String samples) {
        return String.join(
                ",",
                quoted(id),
                quoted(group),
                split.key(),
                Integer.toString(width),
                Integer.toString(height),
                Integer.toString(bands),
                Long.toString(offset),
                samples);
    }

    /** In double quotes where a comma or a quote would part it (RFC 4180). */
    private static String quoted(String field) {
        boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
