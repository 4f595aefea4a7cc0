package io.cloudless.cli;

import io.cloudless.model.PixelSize;
import io.cloudless.train.CardTemplate;
import java.util.List;
import picocli.CommandLine.Option;

/** What a model's card is to say that training cannot find out by itself. */
final class CardOptions {
    @Option(names = "--name", defaultValue = "model", description = "Of the model, in its card.")
    private String name = "model";

    @Option(names = "--model-version", defaultValue = "1", description = "Of the model, in its card.")
    private String modelVersion = "1";

    @Option(
            names = "--pixel-size",
            split = ",",
            arity = "1",
            paramLabel = "MIN,BEST,MAX",
            description = "Metres a pixel that the model is for, in its card (default: 15,30,60).")
    private List<Double> pixelSize = List.of(15.0, 30.0, 60.0);

    @Option(
            names = "--training-data",
            defaultValue = "",
            description = "What the datasets hold and whom to thank, in its card.")
    private String trainingData = "";

    @Option(names = "--licence", defaultValue = "", description = "Of the model file, in its card.")
    private String licence = "";

    @Option(names = "--commit", defaultValue = "", description = "Version of the sources, in its card.")
    private String commit = "";

    /** @throws IllegalArgumentException if there are not three sizes of a pixel in ascending order */
    CardTemplate template() {
        if (pixelSize.size() != 3) {
            throw new IllegalArgumentException("--pixel-size needs three sizes, such as 15,30,60");
        }
        PixelSize metres = new PixelSize(pixelSize.get(0), pixelSize.get(1), pixelSize.get(2));
        return new CardTemplate(name, modelVersion, metres, trainingData, licence, commit);
    }
}
