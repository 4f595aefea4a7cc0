package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.PersonTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds out who somebody is by what they know, and how often they may be wrong. */
final class Logins {
    /** Checking a password takes a processor for a while. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_SECRET = 1000;

    private final PersonTable people;
    private final Authentication authentication;
    private final LoginGuard guard;
    private final Semaphore strangers = new Semaphore(AT_ONCE, true);
    /** Whoever has been here before does not wait for those who have not. */
    private final Semaphore known = new Semaphore(1, true);

    Logins(PersonTable people, Authentication authentication, Clock clock) {
        this.people = people;
        this.authentication = authentication;
        this.guard = new LoginGuard(clock);
    }

    /**
     * What is given to log in.
     *
     * @param network where from
     * @param mark the browser's, or empty
     */
    record Attempt(String network, String name, String secret, String mark) {}

    /**
     * Who is let in.
     *
     * @param mark for the browser to keep; empty: none
     */
    record Admitted(Person person, String mark) {}

    /**
     * Lets somebody in.
     *
     * @throws Refusal if the secret is wrong, or there were too many wrong ones
     */
    Admitted admit(Attempt attempt) {
        String name = Person.checkedName(attempt.name());
        if (authentication instanceof Authentication.Token token) {
            return byToken(token.secret(), attempt, name);
        }
        if (authentication instanceof Authentication.Users) {
            return byPassword(attempt, name);
        }
        return new Admitted(people.named(name), "");
    }

    private Admitted byToken(String token, Attempt attempt, String name) {
        Optional<String> browser = KnownBrowsers.id(attempt.mark(), token, "");
        LoginGuard.Try who = new LoginGuard.Try(attempt.network(), null, browser.orElse(null));
        guard.begin(who);
        if (!Passwords.isSame(token, attempt.secret())) {
            throw wrong();
        }
        guard.takeBack(who);
        Person person = people.chosen(name)
                .orElseThrow(
                        () -> new Refusal(403, "forbidden", "Somebody with a password has this name: choose another"));
        return new Admitted(person, browser.isPresent() ? attempt.mark() : KnownBrowsers.mark(token, ""));
    }

    private Admitted byPassword(Attempt attempt, String name) {
        Optional<Person> person = people.find(name).filter(found -> found.password() != null);
        @Nullable String hash = person.map(Person::password).orElse(null);
        String whose = person.map(found -> Long.toString(found.id())).orElse("");
        Optional<String> browser = hash == null ? Optional.empty() : KnownBrowsers.id(attempt.mark(), hash, whose);
        LoginGuard.Try who = new LoginGuard.Try(attempt.network(), name, browser.orElse(null));
        guard.begin(who);
        boolean right;
        try {
            right = matches(attempt.secret(), hash == null ? Passwords.OF_NOBODY : hash, browser.isPresent());
        } catch (Refusal e) {
            guard.takeBack(who);
            throw e;
        }
        if (!right || hash == null) {
            throw wrong();
        }
        guard.takeBack(who);
        return new Admitted(
                person.orElseThrow(), browser.isPresent() ? attempt.mark() : KnownBrowsers.mark(hash, whose));
    }

    private boolean matches(String secret, String hash, boolean isKnown) {
        Semaphore turn = isKnown ? known : strangers;
        if (turn.getQueueLength() >= WAITING || !isMyTurn(turn)) {
            throw Refusal.tooMany("Too many people are logging in", PATIENCE);
        }
        try {
            return Passwords.matches(secret.length() > LONGEST_SECRET ? "" : secret, hash);
        } finally {
            turn.release();
        }
    }

    private static boolean isMyTurn(Semaphore turn) {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Refusal wrong() {
        return new Refusal(401, "login", "Name and password or token do not fit");
    }
}
