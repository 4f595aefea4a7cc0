package io.cloudless.annotate.web;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** A request that is not granted. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Duration wait;

    /**
     * @param status of HTTP
     * @param code for programs
     * @param message for people
     */
    Refusal(int status, String code, String message) {
        this(status, code, message, Duration.ZERO);
    }

    private Refusal(int status, String code, String message, Duration wait) {
        super(message);
        this.status = status;
        this.code = code;
        this.wait = wait;
    }

    /** @param wait after which it may be tried again; said in whole seconds */
    static Refusal tooMany(String message, Duration wait) {
        Duration whole = wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return new Refusal(429, "too-many", message + "; wait for " + whole.toSeconds() + " seconds", whole);
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "not-found", "There is no " + what);
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, "bad-request", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** After which it may be tried again; zero: there is no saying. */
    Duration waitFor() {
        return wait;
    }
}
