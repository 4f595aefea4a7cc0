package io.cloudless.propose;

/** A way to propose boxes does not work on this machine. The message says why, and which others do. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
