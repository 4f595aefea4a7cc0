/**
 * Files of web servers, brought onto the disk whole: tried again, resumed, checked.
 *
 * <p>Read {@link io.cloudless.fetch.Downloader} first.
 */
@NullMarked
package io.cloudless.fetch;

import org.jspecify.annotations.NullMarked;
