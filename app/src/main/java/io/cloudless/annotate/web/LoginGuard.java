package io.cloudless.annotate.web;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing slow: there are so many wrong tries from a network, under whatever names, and so many for an account, from
 * wherever. A browser in which somebody has logged in before has tries of its own, so that no stranger locks its person out.
 */
final class LoginGuard {
    private static final int TRIES = 10;
    private static final Duration REFILL = Duration.ofSeconds(30);
    private static final int TRIES_FOR_ACCOUNT = 50;
    private static final Duration REFILL_FOR_ACCOUNT = Duration.ofMinutes(1);

    private final Budget networks;
    private final Budget accounts;
    private final Budget browsers;

    LoginGuard(Clock clock) {
        networks = new Budget(clock, TRIES, REFILL);
        browsers = new Budget(clock, TRIES, REFILL);
        accounts = new Budget(clock, TRIES_FOR_ACCOUNT, REFILL_FOR_ACCOUNT);
    }

    /**
     * Who tries.
     *
     * @param network where from
     * @param account whose password it is to be, whether or not there is such a person; null: there are no accounts
     * @param browser which of those that are known of that account, or null
     */
    record Try(
            String network,
            @Nullable String account,
            @Nullable String browser) {}

    /**
     * Counts a try as a wrong one.
     *
     * @throws Refusal if there were too many
     */
    synchronized void begin(Try who) {
        Duration wait = wait(who);
        if (!wait.isZero()) {
            throw Refusal.tooMany("Too many wrong passwords or tokens", wait);
        }
        if (who.browser() != null) {
            browsers.spend(who.browser());
            return;
        }
        networks.spend(who.network());
        if (who.account() != null) {
            accounts.spend(who.account());
        }
    }

    private Duration wait(Try who) {
        if (who.browser() != null) {
            return browsers.wait(who.browser());
        }
        Duration network = networks.wait(who.network());
        Duration account = who.account() == null ? Duration.ZERO : accounts.wait(who.account());
        return network.compareTo(account) > 0 ? network : account;
    }

    /** It was no wrong one, or it was not looked at. */
    synchronized void takeBack(Try who) {
        if (who.browser() != null) {
            browsers.giveBack(who.browser());
            return;
        }
        networks.giveBack(who.network());
        if (who.account() != null) {
            accounts.giveBack(who.account());
        }
    }
}
