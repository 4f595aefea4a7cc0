package io.cloudless.fetch;

import java.time.Duration;

/** A server did not give what it was asked for. */
final class TransferException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;
    private final Duration askedPause;

    /**
     * @param mayPass whether asking again makes sense
     * @param askedPause how long the server wants us to wait, or zero
     */
    TransferException(String message, boolean mayPass, Duration askedPause) {
        super(message);
        this.mayPass = mayPass;
        this.askedPause = askedPause;
    }

    boolean mayPass() {
        return mayPass;
    }

    Duration askedPause() {
        return askedPause;
    }
}
