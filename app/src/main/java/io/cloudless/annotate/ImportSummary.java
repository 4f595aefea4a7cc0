package io.cloudless.annotate;

/**
 * What an import of a scene came to.
 *
 * @param added images that are new
 * @param known images that were there
 * @param withoutData places left out because too few of their pixels have data
 * @param megapixels of the scene that were read
 */
public record ImportSummary(int added, int known, int withoutData, double megapixels) {
    /** Of no scene. */
    public static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0);

    /** Of two scenes together. */
    public ImportSummary plus(ImportSummary other) {
        return new ImportSummary(
                added + other.added,
                known + other.known,
                withoutData + other.withoutData,
                megapixels + other.megapixels);
    }

    /** As people say it. */
    @Override
    public String toString() {
        return added
                + (added == 1 ? " new image" : " new images")
                + (known > 0 ? ", " + known + " already there" : "")
                + (withoutData > 0 ? ", " + withoutData + " left out for want of data" : "");
    }
}
