package io.cloudless.annotate.store;

/** This is for somebody else to do. */
public final class OthersWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OthersWorkException(String message) {
        super(message);
    }
}
