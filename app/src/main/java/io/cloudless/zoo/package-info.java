/**
 * Models of others by name: which there are, and the cache folder they are downloaded to.
 *
 * <p>Read {@link io.cloudless.zoo.ModelCache} first, then {@link io.cloudless.zoo.NamedModel}; the models themselves are
 * listed in {@code models.json} beside these classes.
 */
@NullMarked
package io.cloudless.zoo;

import org.jspecify.annotations.NullMarked;
