package io.cloudless.cli;

import io.cloudless.model.PixelSize;
import io.cloudless.train.TrainingOptions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code train --task segment} asks for beside {@link TrainOptions}. */
final class SegmentOptions {
    @Option(
            names = "--from",
            split = ",",
            arity = "1",
            paramLabel = "N|MODEL",
            description = "Begin with the best weights of run N, or with those of a model ('bundled', a file, a name of"
                    + " 'models list'; of an ensemble its first network), instead of random ones; with several, with"
                    + " their mean.")
    List<String> from = List.of();

    @Option(
            names = "--average-with",
            paramLabel = "N|MODEL",
            description =
                    "Leave the mean of this run's best weights and those of run N, or of the model it began from.")
    @Nullable
    String averageWith;

    @Option(
            names = "--teacher",
            paramLabel = "MODEL[:SHARE][@DIR]",
            converter = TeacherChoice.Converter.class,
            description =
                    "Learn what this model says of the images ('bundled', a file, a name of 'models list'), beside the truth:"
                            + " SHARE of the loss (above 0 to 1; default: 0.5), for the dataset DIR only (default: for all)."
                            + " It is asked once, and may tell fewer kinds of cloud. Repeatable; the shares of a dataset's"
                            + " teachers are 1 together at most.")
    List<TeacherChoice> teachers = List.of();

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "2: clear and cloud of any kind; 4: clear, thick cloud, thin cloud, shadow (default: 2).")
    private int classes = 2;

    @Option(
            names = "--cast-clouds",
            paramLabel = "SHARE",
            description =
                    "Cast invented clouds and shadows, and real ones of other images, on this share of the crops (0 to"
                            + " 1) of data whose masks tell only cloud or not (default: 0).")
    private double casts;

    @Option(
            names = "--pixel-size",
            split = ",",
            arity = "1",
            paramLabel = "MIN,BEST,MAX",
            description = "Metres a pixel that the model is for, in its card (default: 15,30,60).")
    private List<Double> pixelSize = List.of(15.0, 30.0, 60.0);

    /** @throws IllegalArgumentException if there are not three sizes of a pixel in ascending order */
    PixelSize pixelSize() {
        return pixelSize(pixelSize);
    }

    /** @throws IllegalArgumentException if there are not three sizes in ascending order */
    static PixelSize pixelSize(List<Double> sizes) {
        if (sizes.size() != 3) {
            throw new IllegalArgumentException("--pixel-size needs three sizes, such as 15,30,60");
        }
        return new PixelSize(sizes.get(0), sizes.get(1), sizes.get(2));
    }

    /** @throws IllegalArgumentException if a value is not possible */
    TrainingOptions options(TrainOptions stated) {
        TrainOptions.Network network = Objects.requireNonNullElse(stated.network, TrainOptions.Network.UNET);
        TrainingOptions.Builder options = TrainingOptions.builder()
                .network(network.name().toLowerCase(Locale.ROOT))
                .classes(classes)
                .casts(casts)
                .halfPrecision(stated.bfloat16)
                .device(stated.device)
                .threads(stated.threads)
                .seed(stated.seed);
        TrainOptions.set(stated.iterations, options::iterations);
        TrainOptions.set(stated.batch, options::batch);
        TrainOptions.set(stated.crop, options::crop);
        TrainOptions.set(stated.learningRate, options::learningRate);
        TrainOptions.set(stated.validateEvery, options::validateEvery);
        return options.build();
    }
}
