/**
 * Marking images together: a project of images cut from scenes, what people mark on them, and the ways in and out. The
 * package {@code web} puts a server and a page before it, {@code store} a database behind it.
 *
 * <p>Read {@link io.cloudless.annotate.Project} first; then {@link io.cloudless.annotate.SceneImport} and
 * {@link io.cloudless.annotate.AnnotationExport}.
 */
@NullMarked
package io.cloudless.annotate;

import org.jspecify.annotations.NullMarked;
