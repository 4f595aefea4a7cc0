/** The annotation page in a real browser, through the real server; start with {@link io.cloudless.annotate.page.AnnotatePageTest}. */
@NullMarked
package io.cloudless.annotate.page;

import org.jspecify.annotations.NullMarked;
