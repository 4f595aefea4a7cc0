package io.cloudless.train;

import io.cloudless.model.MaskClass;
import io.cloudless.model.ModelCard;
import io.cloudless.model.ModelInput;
import io.cloudless.model.ModelOutput;
import io.cloudless.model.PixelSize;
import io.cloudless.model.Provenance;
import io.cloudless.raster.BandRole;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model's card says that training cannot find out by itself.
 *
 * @param name of the model
 * @param version of the model
 * @param pixelSize the ground sizes of a pixel that the training scenes and their rescaling cover; null for a
 *     classifier
 * @param trainingData what the datasets hold, with attribution
 * @param licence of the model file
 * @param commit version of the source code
 */
public record CardTemplate(
        String name,
        String version,
        @Nullable PixelSize pixelSize,
        String trainingData,
        String licence,
        String commit) {
    /** Key on the card under which an ensemble says how many networks it has. */
    static final String ENSEMBLE = "ensemble_of_models";

    private static final int TILE_SIZE = 768;
    private static final int TILE_OVERLAP = 64;
    /** One that suits the validation chips best is worse on sensors that they do not show. */
    private static final double THRESHOLD = 0.5;

    ModelCard card(TrainingOptions options, int bands, Validation validation) {
        return new ModelCard(
                name,
                version,
                ModelCard.Task.SEGMENTATION,
                new ModelInput(
                        roles(bands),
                        ModelInput.Scaling.REFLECTANCE,
                        Collections.nCopies(bands, 0.0),
                        Collections.nCopies(bands, 1.0),
                        pixelSize,
                        TILE_SIZE,
                        TILE_OVERLAP),
                new ModelOutput(classes(options.classes()), ModelOutput.Activation.PROBABILITY, THRESHOLD),
                new Provenance(
                        trainingData, validation.figuresText(), OptionalLong.of(options.seed()), commit, licence),
                Map.of("network", options.network(), "iterations", Integer.toString(options.iterations())));
    }

    /** The card of the mean of models of which the first has this one. */
    ModelCard averagedCard(ModelCard first, int members) {
        return joinedCard(first, first.output(), "mean_of_models", members);
    }

    /** The card of an ensemble of models of which one has this one. */
    ModelCard ensembleCard(ModelCard pattern, int members) {
        ModelOutput output = new ModelOutput(pattern.classes(), ModelOutput.Activation.PROBABILITY, THRESHOLD);
        return joinedCard(pattern, output, ENSEMBLE, members);
    }

    private ModelCard joinedCard(ModelCard pattern, ModelOutput output, String how, int members) {
        Map<String, String> more = new TreeMap<>(Map.of(how, Integer.toString(members)));
        if (pattern.more().containsKey(ModelCard.HAZE_LIMIT)) {
            more.put(ModelCard.HAZE_LIMIT, Double.toString(pattern.hazeLimit()));
        }
        ModelInput input = pattern.input();
        return new ModelCard(
                name,
                version,
                pattern.task(),
                new ModelInput(
                        input.bands(),
                        input.scaling(),
                        input.mean(),
                        input.std(),
                        pixelSize == null ? input.pixelSize() : pixelSize,
                        input.tileSize(),
                        input.tileOverlap()),
                output,
                new Provenance(trainingData, "", OptionalLong.empty(), commit, licence),
                more);
    }

    /**
     * The card of a network that classifies pictures.
     *
     * @param classes names in the order of the scores
     * @param edge of the pictures it takes, in pixels
     * @param figures how well it does, or empty
     * @param more anything else, by key
     */
    ModelCard classifierCard(
            List<String> classes, int edge, String figures, OptionalLong seed, Map<String, String> more) {
        List<MaskClass> coded = IntStream.range(0, classes.size())
                .mapToObj(code -> new MaskClass(code, classes.get(code)))
                .toList();
        return new ModelCard(
                name,
                version,
                ModelCard.Task.CLASSIFICATION,
                ModelInput.ofPictures(roles(Op.CaffeInput.CHANNELS), edge),
                ModelOutput.ofPictures(coded, ModelOutput.Activation.PROBABILITY),
                new Provenance(trainingData, figures, seed, commit, licence),
                more);
    }

    private static List<BandRole> roles(int bands) {
        return switch (bands) {
            case 1 -> List.of(BandRole.GREY);
            case 3 -> List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
            case 4 -> List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR);
            default -> Collections.nCopies(bands, BandRole.OTHER);
        };
    }

    private static List<MaskClass> classes(int classes) {
        List<MaskClass> two = List.of(new MaskClass(MaskClass.CLEAR, "clear"), new MaskClass(MaskClass.CLOUD, "cloud"));
        List<MaskClass> four = List.of(
                new MaskClass(MaskClass.CLEAR, "clear"),
                new MaskClass(MaskClass.CLOUD, "thick cloud"),
                new MaskClass(MaskClass.THIN_CLOUD, "thin cloud"),
                new MaskClass(MaskClass.SHADOW, "cloud shadow"));
        return classes == 2 ? two : four;
    }
}
