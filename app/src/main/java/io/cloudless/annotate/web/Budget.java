package io.cloudless.annotate.web;

import io.cloudless.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * So many tries, and another one after each while, for each key. The memory for keys is of a fixed size and nothing in it is
 * ever put out: with however many keys, nobody makes it forget one. Each key has a place in both of two rows that nobody
 * outside can foresee, and is out of tries only if both places are, so that others' keys at one of them do no harm.
 */
final class Budget {
    private static final int ROWS = 2;
    private static final int PLACES = 1 << 16;
    private static final int HEX_DIGITS = 4;

    private final Clock clock;
    private final int tries;
    private final long refillMillis;
    private final String salt = Passwords.random(16);
    /** When the tries of a place that are spent will have come back, in milliseconds. */
    private final AtomicLongArray spentUntil = new AtomicLongArray(ROWS * PLACES);

    /**
     * @param tries at first, and the most that are ever there
     * @param refill after which one of them comes back
     */
    Budget(Clock clock, int tries, Duration refill) {
        this.clock = clock;
        this.tries = tries;
        this.refillMillis = refill.toMillis();
    }

    /** How long until there is a try; zero if there is one now. */
    Duration wait(String key) {
        long now = clock.millis();
        long wait = Long.MAX_VALUE;
        for (int place : places(key)) {
            wait = Math.min(wait, spentUntil.get(place) - now - (tries - 1) * refillMillis);
        }
        return Duration.ofMillis(Math.max(0, wait));
    }

    void spend(String key) {
        long now = clock.millis();
        for (int place : places(key)) {
            spentUntil.updateAndGet(place, until -> Math.max(until, now) + refillMillis);
        }
    }

    void giveBack(String key) {
        for (int place : places(key)) {
            spentUntil.addAndGet(place, -refillMillis);
        }
    }

    private int[] places(String key) {
        String hash = Sha256.of((salt + key).getBytes(StandardCharsets.UTF_8));
        int[] places = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            places[row] = row * PLACES + Integer.parseInt(hash.substring(row * HEX_DIGITS, (row + 1) * HEX_DIGITS), 16);
        }
        return places;
    }
}
