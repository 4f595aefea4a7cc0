package io.cloudless.annotate.web;

import io.cloudless.files.Sha256;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page: files that come with the program, and no others. */
final class PageRoutes {
    /** Resources are looked up in here, under names that cannot lead out of it. */
    private static final String FOLDER = "/io/cloudless/annotate/page/";

    private static final String NAME = "[a-z0-9][a-z0-9._-]*";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json; charset=utf-8",
            "woff2", "font/woff2");

    void addTo(RoutesConfig routes) {
        routes.get("/", context -> send(context, "index.html"));
        routes.get("/page/{name}", context -> send(context, context.pathParam("name")));
        routes.get(
                "/page/{folder}/{name}",
                context -> send(context, context.pathParam("folder") + "/" + context.pathParam("name")));
    }

    private static void send(Context context, String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches(NAME + "(/" + NAME + ")?")) {
            throw Refusal.notFound("such page");
        }
        byte[] bytes;
        try (InputStream in = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw Refusal.notFound("such page");
            }
            bytes = in.readAllBytes();
        }
        String tag = "\"" + Sha256.of(bytes) + "\"";
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(type).result(bytes);
        }
    }
}
