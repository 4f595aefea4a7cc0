package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.PersonTable;
import io.cloudless.annotate.store.Session;
import io.cloudless.files.Sha256;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which browsers have logged in, each known by a cookie. What is kept of the cookie goes by what the session came from: under
 * another token, or once there are users, it is the session of nobody.
 */
final class Sessions {
    private static final Duration SESSION = Duration.ofDays(30);
    /** The longest that browsers keep a cookie. */
    private static final Duration KNOWN = Duration.ofDays(400);

    private static final int TOKEN_BYTES = 32;

    private final PersonTable people;
    private final Authentication authentication;
    private final Clock clock;

    Sessions(PersonTable people, Authentication authentication, Clock clock) {
        this.people = people;
        this.authentication = authentication;
        this.clock = clock;
    }

    /** The session of a browser, if it has one. */
    Optional<Session> find(Context context) {
        String token = context.cookie(name(context, "session"));
        return token == null
                ? Optional.empty()
                : people.session(hash(token), clock.millis())
                        .filter(session -> authentication.admits(session.person()));
    }

    /** The mark of a browser in which somebody has logged in before; empty if it has none. */
    String mark(Context context) {
        return Objects.requireNonNullElse(context.cookie(name(context, "known")), "");
    }

    /**
     * Opens one.
     *
     * @throws Refusal if the person has got another password in the meantime
     */
    Session open(Context context, Logins.Admitted admitted) {
        Person person = admitted.person();
        String token = Passwords.random(TOKEN_BYTES);
        Session session = new Session(person, Passwords.random(TOKEN_BYTES));
        long now = clock.millis();
        if (!people.addSession(hash(token), session, now + SESSION.toMillis(), now)) {
            throw new Refusal(401, "login", "Name and password do not fit any more");
        }
        forget(context);
        setCookie(context, "session", token, SESSION);
        if (!admitted.mark().isEmpty()) {
            setCookie(context, "known", admitted.mark(), KNOWN);
        }
        return session;
    }

    /** Ends the session of the browser that asks. */
    void close(Context context) {
        forget(context);
        setCookie(context, "session", "", Duration.ZERO);
    }

    private void forget(Context context) {
        String token = context.cookie(name(context, "session"));
        if (token != null) {
            people.removeSession(hash(token));
        }
    }

    private static void setCookie(Context context, String kind, String value, Duration age) {
        boolean tls = Access.client(context).tls();
        context.cookie(
                new Cookie(name(context, kind), value, "/", (int) age.toSeconds(), tls, true, null, SameSite.STRICT));
    }

    /**
     * Browsers do not tell the servers of a machine apart by their ports, so the name must; with the prefix they take the
     * cookie from this very host alone, over TLS.
     */
    private static String name(Context context, String kind) {
        String prefix = Access.client(context).tls() ? "__Host-" : "";
        return prefix + "cloudless-" + kind + "-" + context.req().getLocalPort();
    }

    private String hash(String token) {
        String origin = authentication instanceof Authentication.Token word
                ? word.word() + " " + word.secret()
                : authentication.word();
        return Sha256.of((token + " " + origin).getBytes(StandardCharsets.UTF_8));
    }
}
