package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Person;

/** Who is let in. */
public sealed interface Authentication {
    /** In JSON. */
    String word();

    /** Whether somebody who got in this way is still let in. */
    boolean admits(Person person);

    /** Everybody at this machine, under the name of its user. */
    record Solo() implements Authentication {
        @Override
        public String word() {
            return "solo";
        }

        @Override
        public boolean admits(Person person) {
            return true;
        }
    }

    /**
     * Whoever knows a word, under any name.
     *
     * @param secret at least eight characters
     */
    record Token(String secret) implements Authentication {
        private static final int SHORTEST = 8;

        public Token {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException("A token of fewer than " + SHORTEST + " characters is soon guessed");
            }
        }

        @Override
        public String word() {
            return "token";
        }

        @Override
        public boolean admits(Person person) {
            return person.chosen();
        }

        @Override
        public String toString() {
            return "Token";
        }
    }

    /** People with a password. */
    record Users() implements Authentication {
        @Override
        public String word() {
            return "users";
        }

        @Override
        public boolean admits(Person person) {
            return person.password() != null;
        }
    }
}
