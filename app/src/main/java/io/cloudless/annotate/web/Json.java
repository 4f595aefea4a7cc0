package io.cloudless.annotate.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;

/** JSON in and out. */
final class Json {
    private static final String TYPE = "application/json; charset=utf-8";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    /** The body of a request. */
    static <T> T read(Context context, Class<T> type) {
        return parse(context.bodyAsBytes(), type);
    }

    /** The body of a request that is a short one. */
    static <T> T read(Context context, Class<T> type, int mostBytes) throws IOException {
        byte[] bytes = context.req().getInputStream().readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new Refusal(413, "too-large", "The request has more than " + mostBytes + " bytes");
        }
        return parse(bytes, type);
    }

    private static <T> T parse(byte[] bytes, Class<T> type) {
        try {
            T body = MAPPER.readValue(bytes, type);
            if (body == null) {
                throw Refusal.badRequest("The request is empty");
            }
            return body;
        } catch (IOException e) {
            throw Refusal.badRequest("The request cannot be read: " + e.getMessage());
        }
    }

    /** Answers. */
    static void send(Context context, Object answer) {
        try {
            send(context, MAPPER.writeValueAsString(answer));
        } catch (IOException e) {
            throw new IllegalStateException("A record that is no JSON", e);
        }
    }

    /** Answers with what is JSON already. */
    static void send(Context context, String json) {
        context.contentType(TYPE).header("Cache-Control", "no-store").result(json);
    }
}
