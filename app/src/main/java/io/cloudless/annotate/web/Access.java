package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.PersonTable;
import io.cloudless.annotate.store.Session;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. A browser is known by a cookie that no other site's pages can make it send; a change needs the word that
 * only our own page knows, too. A request under a foreign host name is refused, so that no page elsewhere can have a name
 * of its own point at this machine.
 */
final class Access {
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; worker-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PersonTable people;
    private final ServerOptions options;
    private final Sessions sessions;
    private final Logins logins;

    Access(PersonTable people, ServerOptions options, Clock clock) {
        this.people = people;
        this.options = options;
        this.sessions = new Sessions(people, options.authentication(), clock);
        this.logins = new Logins(people, options.authentication(), clock);
    }

    String authentication() {
        return options.authentication().word();
    }

    boolean isSolo() {
        return options.authentication() instanceof Authentication.Solo;
    }

    /** What holds for every answer and every request. */
    void checkHost(Context context) {
        context.attribute("client", Client.of(context, options.proxies()));
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
        checkSite(context);
        if (context.path().equals("/api/session") && !context.req().getMethod().equals("DELETE")) {
            return;
        }
        Session session = session(context).orElseThrow(() -> new Refusal(401, "login", "Please log in"));
        boolean reads = READING.contains(context.req().getMethod());
        if (!reads && !Passwords.isSame(session.csrf(), String.valueOf(context.header("X-CSRF-Token")))) {
            throw new Refusal(403, "forbidden", "The page is out of date; load it again");
        }
        context.attribute("person", session.person());
    }

    private static void checkSite(Context context) {
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean foreign =
                origin != null && !origin.replaceFirst("^https?://", "").equals(String.valueOf(context.header("Host")));
        if (foreign || (site != null && !OWN_SITE.contains(site))) {
            throw new Refusal(403, "forbidden", "Another site's page may not ask for anything here");
        }
    }

    /** Who asks. Only after {@link #check}. */
    static Person person(Context context) {
        return known(context, "person");
    }

    /** Where from. Only after {@link #checkHost}. */
    static Client client(Context context) {
        return known(context, "client");
    }

    private static <T> T known(Context context, String attribute) {
        @Nullable T value = context.attribute(attribute);
        if (value == null) {
            throw new IllegalStateException("A route that nobody guards: " + context.path());
        }
        return value;
    }

    /** The session of a browser, if it has one. */
    Optional<Session> session(Context context) {
        return sessions.find(context);
    }

    /**
     * Lets somebody in; at this machine whoever gives no name is its user.
     *
     * @throws Refusal if the secret is wrong
     */
    Session logIn(Context context, String name, String secret) {
        if (isSolo() && name.isBlank()) {
            String user = System.getProperty("user.name", "");
            return sessions.open(context, new Logins.Admitted(people.named(user.isBlank() ? "me" : user), ""));
        }
        Logins.Attempt attempt = new Logins.Attempt(client(context).network(), name, secret, sessions.mark(context));
        return sessions.open(context, logins.admit(attempt));
    }

    /** Forgets the browser that asks. */
    void logOut(Context context) {
        sessions.close(context);
    }
}
