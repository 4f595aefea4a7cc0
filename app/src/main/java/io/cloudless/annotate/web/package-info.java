/**
 * A project on the web: pages, what they ask for, and who may.
 *
 * <p>Read {@link io.cloudless.annotate.web.AnnotationServer} first, then {@link io.cloudless.annotate.web.Access} (who may
 * do what) and {@link io.cloudless.annotate.web.TaskRoutes} (what is done). {@code docs/annotate.md} describes the
 * interface.
 */
@NullMarked
package io.cloudless.annotate.web;

import org.jspecify.annotations.NullMarked;
