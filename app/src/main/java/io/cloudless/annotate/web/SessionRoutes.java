package io.cloudless.annotate.web;

import io.cloudless.annotate.store.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Logging in and out. */
final class SessionRoutes {
    private static final String PATH = "/api/session";

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

    private record Login(String name, @Nullable String secret) {}

    private record Answer(String name, String csrf, String authentication) {}

    private void show(Context context) {
        Session session = access.session(context).orElseGet(() -> {
            if (!access.isSolo()) {
                throw new Refusal(401, "login", "Please log in");
            }
            return access.openSolo(context);
        });
        answer(context, session);
    }

    private void logIn(Context context) {
        Login login = Json.read(context, Login.class);
        answer(context, access.logIn(context, login.name() == null ? "" : login.name(), login.secret()));
    }

    private void answer(Context context, Session session) {
        Json.send(context, new Answer(session.person().name(), session.csrf(), access.authentication()));
    }
}
