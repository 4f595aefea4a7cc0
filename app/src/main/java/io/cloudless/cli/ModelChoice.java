package io.cloudless.cli;

import io.cloudless.model.Model;
import io.cloudless.raster.InputException;
import io.cloudless.zoo.ModelCache;
import io.cloudless.zoo.NamedModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model as the user names it: {@code bundled}, a file, or one that was downloaded with {@code models pull}. */
final class ModelChoice {
    static final String BUNDLED = "bundled";

    private ModelChoice() {}

    /**
     * Opens it.
     *
     * @throws InputException if there is none, or it cannot be used
     */
    static Model open(String name) {
        return name.equals(BUNDLED) ? Model.bundled() : Model.open(file(name, ModelCache.ofUser()));
    }

    /** The file of this path, else the model of this name in the cache. */
    static Path file(String name, ModelCache cache) {
        Path file = Path.of(name);
        if (Files.exists(file)) {
            return file;
        }
        return cache.find(name).orElseGet(() -> {
            if (NamedModel.named(name).isPresent()) {
                throw new InputException(
                        file, "this model has not been downloaded", "Run 'cloudless models pull " + name + "'");
            }
            return file;
        });
    }
}
