package io.cloudless.annotate.store;

import java.util.Locale;

/** How much of an annotation is the model's. */
public enum ModelShare {
    /** Drawn by a person alone. */
    NONE,
    /** The model's, with changes. */
    CORRECTED,
    /** The model's as it is: nobody knows whether anyone looked. */
    UNSEEN;

    /** As in the database and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ModelShare of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
