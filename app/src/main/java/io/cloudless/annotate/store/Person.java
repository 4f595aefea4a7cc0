package io.cloudless.annotate.store;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who marks images.
 *
 * @param name unique in the project
 * @param password its hash, or null: no login with a password
 * @param chosen whether the name was chosen under a token; such a person never gets a password, and nobody else comes under
 *     a token
 */
public record Person(long id, String name, @Nullable String password, boolean chosen) {
    private static final int LONGEST_NAME = 60;

    /**
     * A name as it is kept: without blanks around it, and spelt the one way in which Unicode composes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checkedName(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + LONGEST_NAME + " characters");
        }
        return plain;
    }
}
