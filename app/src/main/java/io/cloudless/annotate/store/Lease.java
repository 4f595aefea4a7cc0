package io.cloudless.annotate.store;

import java.time.Instant;

/** Who works on a task, and until when nobody else is given it. */
public record Lease(long personId, String person, Instant until) {}
