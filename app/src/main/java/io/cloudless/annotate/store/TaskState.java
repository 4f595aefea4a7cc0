package io.cloudless.annotate.store;

import java.util.Locale;

/** How far a task has come. */
public enum TaskState {
    /** Not finished, maybe not begun. */
    OPEN,
    /** Marked, to be reviewed if anyone does. */
    DONE,
    /** Somebody could not tell. */
    SKIPPED,
    /** Of no use. */
    DELETED,
    /** Reviewed and sent back. */
    RETURNED,
    /** Reviewed and found right. */
    ACCEPTED;

    /** As in the database and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such state */
    public static TaskState of(String word) {
        for (TaskState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("There is no state '" + word + "'");
    }
}
