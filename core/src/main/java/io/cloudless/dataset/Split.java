package io.cloudless.dataset;

import java.util.Locale;

/** What a chip is used for. Chips of one place never stand in both: neighbours would tell the answer. */
public enum Split {
    TRAIN,
    VALIDATION;

    /** The name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
