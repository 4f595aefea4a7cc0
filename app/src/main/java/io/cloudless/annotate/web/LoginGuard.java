package io.cloudless.annotate.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Makes guessing passwords slow: after some wrong ones nobody gets in from there under that name for a while. */
final class LoginGuard {
    private static final int TRIES = 10;
    private static final Duration WHILE = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Long>> failures = new HashMap<>();

    LoginGuard(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refusal if there were too many failures of late */
    synchronized void check(String who) {
        Deque<Long> recent = failures.get(who);
        if (recent == null) {
            return;
        }
        long oldest = clock.millis() - WHILE.toMillis();
        recent.removeIf(time -> time < oldest);
        if (recent.isEmpty()) {
            failures.remove(who);
        } else if (recent.size() >= TRIES) {
            throw new Refusal(429, "too-many", "Too many wrong passwords; wait for five minutes");
        }
    }

    synchronized void failed(String who) {
        if (failures.size() >= MOST_REMEMBERED) {
            failures.clear();
        }
        failures.computeIfAbsent(who, name -> new ArrayDeque<>()).add(clock.millis());
    }
}
