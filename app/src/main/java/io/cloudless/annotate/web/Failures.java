package io.cloudless.annotate.web;

import io.cloudless.annotate.store.ConflictException;
import io.cloudless.annotate.store.LeasedException;
import io.cloudless.annotate.store.OthersWorkException;
import io.cloudless.annotate.store.Person;
import io.cloudless.files.InputException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** What is answered when something goes wrong. */
final class Failures {
    private final Access access;
    private final Consumer<Throwable> problems;

    Failures(Access access, Consumer<Throwable> problems) {
        this.access = access;
        this.problems = problems;
    }

    private record Plain(String error, String message) {}

    private record Login(String error, String message, String authentication) {}

    private record Leased(String error, String message, String by, String until) {}

    private record Conflict(String error, String message, TaskView current) {}

    void addTo(RoutesConfig routes) {
        routes.exception(Refusal.class, (e, context) -> {
            String message = Objects.requireNonNullElse(e.getMessage(), "");
            context.status(e.status());
            if (!e.waitFor().isZero()) {
                context.header("Retry-After", Long.toString(e.waitFor().toSeconds()));
            }
            Json.send(
                    context,
                    e.status() == 401
                            ? new Login(e.code(), message, access.authentication())
                            : new Plain(e.code(), message));
        });
        routes.exception(LeasedException.class, (e, context) -> {
            context.status(409);
            String until = e.lease().until().toString();
            Json.send(
                    context,
                    new Leased(
                            "leased", String.valueOf(e.getMessage()), e.lease().person(), until));
        });
        routes.exception(ConflictException.class, (e, context) -> {
            Person person = Access.person(context);
            context.status(409);
            Json.send(
                    context,
                    new Conflict("conflict", String.valueOf(e.getMessage()), TaskView.of(e.current(), person)));
        });
        routes.exception(OthersWorkException.class, (e, context) -> plain(context, 403, "forbidden", e));
        routes.exception(NoSuchElementException.class, (e, context) -> plain(context, 404, "not-found", e));
        routes.exception(IllegalArgumentException.class, (e, context) -> plain(context, 400, "bad-request", e));
        routes.exception(InputException.class, (e, context) -> plain(context, 400, "bad-request", e));
        routes.exception(
                HttpResponseException.class,
                (e, context) -> plain(context, e.getStatus(), e.getStatus() == 413 ? "too-large" : "refused", e));
        routes.exception(Exception.class, (e, context) -> {
            if (SlowClients.isGone(context.req()) || isTooSlow(e)) {
                context.status(408);
                Json.send(context, new Plain("too-slow", "The request did not come in time"));
            } else {
                problems.accept(e);
                context.status(500);
                Json.send(context, new Plain("failed", "The server failed at this; it says more on its console"));
            }
        });
        routes.error(404, context -> {
            if (context.path().startsWith("/api/") && context.result() == null) {
                Json.send(context, new Plain("not-found", "There is nothing here"));
            }
        });
    }

    /** Who sends slowly or hangs up is no problem of the server, and could fill its console. */
    private static boolean isTooSlow(Exception problem) {
        return Stream.iterate((Throwable) problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof EofException
                        || cause instanceof TimeoutException
                        || cause instanceof HttpException);
    }

    private static void plain(Context context, int status, String code, Exception problem) {
        context.status(status);
        Json.send(context, new Plain(code, String.valueOf(problem.getMessage())));
    }
}
