package io.cloudless.annotate.web;

import java.time.Duration;

/**
 * How long slow clients are waited for.
 *
 * @param first until a request is there after a connection was made, with the first {@link SlowClients#EAGER_BYTES} of its body
 * @param next the same after an answer
 * @param grace how long a client may in all let the server wait for the rest of a body, or for the taking of an answer, on top of
 *     the time that so many bytes take
 * @param bytesPerSecond of a body or an answer
 * @param connections that wait for a request at a time; beyond them those that wait longest are closed
 */
public record Patience(Duration first, Duration next, Duration grace, int bytesPerSecond, int connections) {
    static Patience usual() {
        return new Patience(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(20), 4096, 2000);
    }

    /** For so many bytes. */
    Duration of(long bytes) {
        return grace.plusMillis(1000 * bytes / bytesPerSecond);
    }
}
