package io.cloudless.fetch;

import java.time.Duration;

/**
 * How long a downloader puts up with a server.
 *
 * @param attempts how often it asks in a row without getting a single byte, at least 1
 * @param pause before the second attempt; doubled before each further one
 * @param stall how long a connection may be silent
 */
public record Patience(int attempts, Duration pause, Duration stall) {
    /** For servers out in the world. */
    public static final Patience DEFAULT = new Patience(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** What a server may ask for at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts");
        }
    }

    /** The pause after so many failures in a row, or as long as the server asked for where that is longer. */
    Duration pauseAfter(int failures, Duration asked) {
        Duration pause = pause().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = asked.compareTo(pause) > 0 ? asked : pause;
        return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }
}
