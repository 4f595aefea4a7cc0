package io.cloudless.cli;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.model.Preference;
import io.cloudless.model.Presets;
import io.cloudless.zoo.ModelCache;
import io.cloudless.zoo.NamedModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model as the user names it: {@code bundled}, {@code accurate}, a file, or one that was downloaded with {@code models pull}. */
final class ModelChoice {
    static final String BUNDLED = "bundled";
    static final String ACCURATE = "accurate";

    private ModelChoice() {}

    /**
     * Opens it.
     *
     * @throws InputException if there is none, or it cannot be used
     */
    static Model open(String name) {
        return open(name, ModelCache.ofUser());
    }

    /** The same, with those that were downloaded into this cache. */
    static Model open(String name, ModelCache cache) {
        return switch (name) {
            case BUNDLED -> Model.bundled();
            case ACCURATE -> Model.accurate();
            default -> Model.open(file(name, cache));
        };
    }

    /**
     * That a model tells about pixels.
     *
     * @param remedy what to do where it does not
     * @throws InputException if it tells about whole pictures only
     */
    static void checkSegments(Model model, String remedy) {
        if (model.card().task() != ModelCard.Task.SEGMENTATION) {
            throw new InputException(model.file(), "classifies pictures as a whole", remedy);
        }
    }

    /**
     * The threshold that serves a preference.
     *
     * @throws InputException if the model's card has none
     */
    static double preset(Model model, Preference preference) {
        Presets presets = model.card().output().presets();
        if (presets == null) {
            throw new InputException(
                    model.file(),
                    "the model's card has no thresholds for --prefer " + preference.word(),
                    "Measure them with 'cloudless models calibrate', or give a --threshold");
        }
        return presets.threshold(preference);
    }

    /** The file of this path, else the model of this name in the cache. */
    private static Path file(String name, ModelCache cache) {
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
