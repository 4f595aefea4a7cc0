package io.cloudless.annotate.web;

/** A request that is not granted. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status of HTTP
     * @param code for programs
     * @param message for people
     */
    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
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
}
