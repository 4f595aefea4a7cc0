package io.cloudless.annotate.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image to be marked by one person.
 *
 * @param version grows by one with every write
 * @param round 1, or 2 for the second opinion on an image that the first is done of
 * @param finished what was marked when it was finished last; empty if it never was
 * @param draft what has been marked since, or null
 * @param annotator who finished it, or null
 * @param reviewer who accepted it or sent it back, or null
 * @param reason why it was sent back, or null
 * @param savedAt when it was finished last, or null
 * @param lease who works on it now, or null
 */
public record Task(
        long id,
        long version,
        int round,
        TaskState state,
        Image image,
        Content finished,
        @Nullable Content draft,
        ModelShare model,
        @Nullable String annotator,
        @Nullable String reviewer,
        @Nullable String reason,
        @Nullable Instant savedAt,
        @Nullable Lease lease) {
    /**
     * What was marked.
     *
     * @param shapes a JSON array
     * @param note may be empty
     */
    public record Content(String shapes, String note) {}

    /** Whether something was marked that is not finished. */
    public boolean isDraft() {
        return draft != null;
    }

    /** What was marked last, finished or not: what people go on with. Files and figures are of {@link #finished}. */
    public Content latest() {
        return draft == null ? finished : draft;
    }
}
