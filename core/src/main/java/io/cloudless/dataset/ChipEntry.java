package io.cloudless.dataset;

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

    /** Bytes in the sample file: two a sample, band by band, then one a pixel for the mask. */
    long bytes() {
        return (long) width * height * (2L * bands + 1);
    }

    String toCsv() {
        return String.join(
                ",",
                id,
                group,
                split.key(),
                Integer.toString(width),
                Integer.toString(height),
                Integer.toString(bands),
                Long.toString(offset));
    }
}
