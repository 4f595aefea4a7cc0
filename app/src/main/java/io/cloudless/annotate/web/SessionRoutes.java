package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Logging in and out. */
final class SessionRoutes {
    private static final String PATH = "/api/session";
    /** Anybody may send one. */
    private static final int MOST_BYTES = 16 << 10;

    private final Access access;

    SessionRoutes(Access access) {
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        routes.get(PATH, this::show);
        routes.post(PATH, this::logIn);
        routes.delete(PATH, context -> {
            access.logOut(context);
            context.status(204);
        });
    }

    private record Login(@Nullable String name, @Nullable String secret) {}

    private record Answer(String name, String csrf, String authentication) {}

    private void show(Context context) {
        answer(context, access.session(context).orElseThrow(() -> new Refusal(401, "login", "Please log in")));
    }

    private void logIn(Context context) throws IOException {
        Login login = Json.read(context, Login.class, MOST_BYTES);
        answer(
                context,
                access.logIn(
                        context,
                        Objects.requireNonNullElse(login.name(), ""),
                        Objects.requireNonNullElse(login.secret(), "")));
    }

    private void answer(Context context, Session session) {
        Json.send(context, new Answer(session.person().name(), session.csrf(), access.authentication()));
    }
}
