package io.cloudless.annotate.store;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who marks images.
 *
 * @param name unique in the project
 * @param password its hash, or null: no login with a password
 */
public record Person(long id, String name, @Nullable String password) {
    private static final int LONGEST_NAME = 60;

    /**
     * A name as it is kept: without blanks around it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checkedName(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + LONGEST_NAME + " characters");
        }
        return plain;
    }
}
