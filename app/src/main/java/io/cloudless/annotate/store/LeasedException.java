package io.cloudless.annotate.store;

/** Somebody else works on this task. */
public final class LeasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Lease lease;

    LeasedException(Lease lease) {
        super(lease.person() + " works on this image");
        this.lease = lease;
    }

    public Lease lease() {
        return lease;
    }
}
