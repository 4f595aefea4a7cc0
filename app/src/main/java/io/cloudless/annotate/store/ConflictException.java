package io.cloudless.annotate.store;

/** Something was to be written over a version that is not the latest. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Task current;

    ConflictException(Task current) {
        super("This image was changed elsewhere in the meantime");
        this.current = current;
    }

    /** What is there now. */
    public Task current() {
        return current;
    }
}
