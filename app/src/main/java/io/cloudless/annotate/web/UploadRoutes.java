package io.cloudless.annotate.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Objects;

/** Scenes that are dropped onto the page. */
final class UploadRoutes {
    private final Uploads uploads;

    UploadRoutes(Uploads uploads) {
        this.uploads = uploads;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/uploads", this::upload);
        routes.get(
                "/api/jobs/{id}",
                context -> Json.send(
                        context,
                        uploads.job(context.pathParam("id"))
                                .orElseThrow(() -> Refusal.notFound("such job"))
                                .view()));
    }

    private record Answer(String job) {}

    private void upload(Context context) throws IOException {
        String name = Objects.requireNonNullElse(context.queryParam("name"), "scene");
        String job = uploads.add(name, context.req().getInputStream());
        context.status(202);
        Json.send(context, new Answer(job));
    }
}
