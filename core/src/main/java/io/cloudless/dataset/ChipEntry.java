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
    static final String HEADER = "id,group,split,width,height,bands,offset";

    /**
     * Reads a line of a manifest.
     *
     * @throws IllegalArgumentException if a number or the split is none
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

    /** Bytes in the sample file: two a sample, band by band, then one a pixel for the mask. */
    long bytes() {
        return (long) width * height * (2L * bands + 1);
    }

    String toCsv() {
        return String.join(
                ",",
                quoted(id),
                quoted(group),
                split.key(),
                Integer.toString(width),
                Integer.toString(height),
                Integer.toString(bands),
                Long.toString(offset));
    }

    /** In double quotes where a comma or a quote would part it (RFC 4180). */
    private static String quoted(String field) {
        boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
