package io.cloudless.annotate.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a page asks of the server, over real HTTP, with a cookie of its own. */
public final class Browser {
    private static final JsonMapper JSON = new JsonMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI address;
    private String csrf = "";

    public Browser(URI address) {
        this.address = address;
    }

    /** Logged in under this name. */
    public static Browser of(URI address, String name) {
        Browser browser = new Browser(address);
        browser.logIn(name, null);
        return browser;
    }

    /** @return the answer's status */
    public int logIn(String name, String secret) {
        ObjectNode login = JSON.createObjectNode().put("name", name);
        if (secret != null) {
            login.put("secret", secret);
        }
        Answer answer = send("POST", "/api/session", login.toString());
        csrf = answer.json().path("csrf").asText("");
        return answer.status();
    }

    /** What only its page knows. */
    String word() {
        return csrf;
    }

    /** As a request has it. */
    String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** As a page that has not asked who it is. */
    public void forgetWord() {
        csrf = "";
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<byte[]> response) {
        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        return send(request -> {
            HttpRequest.Builder built = request.uri(address.resolve(path))
                    .header("X-CSRF-Token", csrf)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            return headers.length == 0 ? built : built.headers(headers);
        });
    }

    public Answer upload(String name, byte[] bytes) {
        return send(request -> request.uri(address.resolve("/api/uploads?name=" + name))
                .header("X-CSRF-Token", csrf)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private Answer send(UnaryOperator<HttpRequest.Builder> request) {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.apply(HttpRequest.newBuilder()).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next task, or a missing node if there is none. */
    public JsonNode next(String order, long... exclude) {
        ObjectNode request = JSON.createObjectNode().put("order", order);
        for (long id : exclude) {
            request.withArray("exclude").add(id);
        }
        Answer answer = send("POST", "/api/tasks/next", request.toString());
        return answer.status() == 204 ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : answer.json();
    }

    public Answer draft(long task, long version, String shapes) {
        return send(
                "PUT",
                "/api/tasks/" + task + "/draft",
                String.format(
                        Locale.ROOT,
                        "{\"version\":%d,\"save\":\"%s\",\"shapes\":%s,\"note\":\"\"}",
                        version,
                        UUID.randomUUID(),
                        shapes));
    }

    public Answer finish(long task, long version, String state, String shapes) {
        return finish(task, version, UUID.randomUUID().toString(), state, shapes);
    }

    public Answer finish(long task, long version, String save, String state, String shapes) {
        return send(
                "PUT",
                "/api/tasks/" + task + "/annotation",
                String.format(
                        Locale.ROOT,
                        "{\"version\":%d,\"save\":\"%s\",\"state\":\"%s\",\"shapes\":%s,\"note\":\"seen\",\"seconds\":2.5}",
                        version,
                        save,
                        state,
                        shapes));
    }

    public Answer review(long task, long version, String verdict, String reason) {
        return send(
                "PUT",
                "/api/tasks/" + task + "/review",
                String.format(
                        Locale.ROOT,
                        "{\"version\":%d,\"save\":\"%s\",\"verdict\":\"%s\",\"reason\":\"%s\"}",
                        version,
                        UUID.randomUUID(),
                        verdict,
                        reason));
    }
}
