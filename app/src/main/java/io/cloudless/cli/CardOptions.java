package io.cloudless.cli;

import io.cloudless.model.PixelSize;
import io.cloudless.train.CardTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model's card is to say that training cannot find out by itself. */
final class CardOptions {
    @Option(names = "--name", description = "Of the model, in its card.")
    private @Nullable String name;

    @Option(names = "--model-version", defaultValue = "1", description = "Of the model, in its card.")
    private String modelVersion = "1";

    @Option(
            names = "--training-data",
            defaultValue = "",
            description = "What the datasets hold and whom to thank, in its card.")
    private String trainingData = "";

    @Option(names = "--licence", defaultValue = "", description = "Of the model file, in its card.")
    private String licence = "";

    @Option(names = "--commit", defaultValue = "", description = "Version of the sources, in its card.")
    private String commit = "";

    /**
     * @param otherwise the model's name where none is given
     * @param pixelSize null for a classifier
     */
    CardTemplate template(String otherwise, @Nullable PixelSize pixelSize) {
        return new CardTemplate(
                name == null ? otherwise : name, modelVersion, pixelSize, trainingData, licence, commit);
    }
}
