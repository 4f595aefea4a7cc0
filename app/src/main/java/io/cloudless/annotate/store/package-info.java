/**
 * What a project remembers, in SQLite or PostgreSQL: its images, who marks which of them, and what they marked.
 *
 * <p>Read {@link io.cloudless.annotate.store.Database} first, then {@link io.cloudless.annotate.store.Leases} (who gets
 * what) and {@link io.cloudless.annotate.store.Saves} (how nothing is lost).
 */
@NullMarked
package io.cloudless.annotate.store;

import org.jspecify.annotations.NullMarked;
