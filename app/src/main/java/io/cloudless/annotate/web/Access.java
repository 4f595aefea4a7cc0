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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. A browser is known by a cookie that no other site's pages can make it send; a change needs the word that
 * only our own page knows, too. A request under a foreign host name is refused, so that no page elsewhere can have a name
 * of its own point at this machine.
 */
final class Access {
    private static final Duration SESSION = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; worker-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PersonTable people;
    private final Authentication authentication;
    private final Clock clock;
    private final LoginGuard guard;

    Access(PersonTable people, Authentication authentication, Clock clock) {
        this.people = people;
        this.authentication = authentication;
        this.clock = clock;
        this.guard = new LoginGuard(clock);
    }

    String authentication() {
        return authentication.word();
    }

    boolean isSolo() {
        return authentication instanceof Authentication.Solo;
    }

    /** What holds for every answer and every request. */
    void checkHost(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        String host = String.valueOf(context.header("Host"));
        if (isSolo() && !LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
            throw new Refusal(403, "forbidden", "This server answers to localhost only, not to " + host);
        }
    }

    /** What holds for every request that asks for data or changes some. */
    void check(Context context) {
        boolean reads = READING.contains(context.req().getMethod());
        if (!reads) {
            checkOrigin(context);
        }
        if (context.path().equals("/api/session") && !context.req().getMethod().equals("DELETE")) {
            return;
        }
        Session session = session(context).orElseThrow(() -> new Refusal(401, "login", "Please log in"));
        if (!reads && !Passwords.isSame(session.csrf(), String.valueOf(context.header("X-CSRF-Token")))) {
            throw new Refusal(403, "forbidden", "The page is out of date; load it again");
        }
        context.attribute("person", session.person());
    }

    private static void checkOrigin(Context context) {
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean foreign =
                origin != null && !origin.replaceFirst("^https?://", "").equals(String.valueOf(context.header("Host")));
        if (foreign || (site != null && !OWN_SITE.contains(site))) {
            throw new Refusal(403, "forbidden", "Another site's page may not change anything here");
        }
    }

    /** Who asks. Only after {@link #check}. */
    static Person person(Context context) {
        Person person = context.attribute("person");
        if (person == null) {
            throw new IllegalStateException("A route that nobody guards: " + context.path());
        }
        return person;
    }

    /** The session of a browser, if it has one. */
    Optional<Session> session(Context context) {
        String token = context.cookie(cookieName(context));
        return token == null ? Optional.empty() : people.session(hash(token), clock.millis());
    }

    /**
     * Lets somebody in.
     *
     * @throws Refusal if the secret is wrong
     */
    Session logIn(Context context, String name, @Nullable String secret) {
        String checked = Person.checkedName(name);
        String who = context.ip() + " " + checked;
        guard.check(who);
        if (!knows(checked, secret == null ? "" : secret)) {
            guard.failed(who);
            throw new Refusal(401, "login", "Name and password or token do not fit");
        }
        return open(context, people.named(checked));
    }

    private boolean knows(String name, String secret) {
        if (authentication instanceof Authentication.Token token) {
            return Passwords.isSame(token.secret(), secret);
        }
        if (authentication instanceof Authentication.Users) {
            String hash = people.find(name).map(Person::password).orElse(null);
            return hash != null && Passwords.matches(secret, hash);
        }
        return true;
    }

    /** The session that everybody at this machine gets. */
    Session openSolo(Context context) {
        String user = System.getProperty("user.name", "");
        return open(context, people.named(user.isBlank() ? "me" : user));
    }

    private Session open(Context context, Person person) {
        session(context).ifPresent(old -> logOut(context));
        String token = Passwords.random(TOKEN_BYTES);
        Session session = new Session(person, Passwords.random(TOKEN_BYTES));
        long now = clock.millis();
        people.addSession(hash(token), session, now + SESSION.toMillis(), now);
        setCookie(context, token, (int) SESSION.toSeconds());
        return session;
    }

    /** Forgets the browser that asks. */
    void logOut(Context context) {
        String token = context.cookie(cookieName(context));
        if (token != null) {
            people.removeSession(hash(token));
        }
        setCookie(context, "", 0);
    }

    private static void setCookie(Context context, String value, int seconds) {
        context.cookie(new Cookie(cookieName(context), value, "/", seconds, false, true, null, SameSite.STRICT));
    }

    /** Browsers do not tell the servers of a machine apart by their ports, so the name must. */
    private static String cookieName(Context context) {
        return "cloudless-session-" + context.req().getLocalPort();
    }

    private static String hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
