package io.cloudless.cli;

import io.cloudless.detect.Coding;
import io.cloudless.model.Preference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be chosen for {@code detect --method segment} only: what is written with the mask. */
final class MaskOptions {
    @Option(
            names = "--coding",
            paramLabel = "NAME",
            description = "Numbers in the mask, as other tools use them: ${COMPLETION-CANDIDATES}."
                    + " Default: 0 clear, 1 cloud, 2 thin cloud, 3 cloud shadow, 255 no data.")
    private Coding coding = Coding.CLOUDLESS;

    @Option(
            names = "--prefer",
            paramLabel = "NAME",
            description =
                    "Instead of --threshold, the threshold that the model's card gives for this: recall (rather a false"
                            + " alarm than a missed cloud), balanced, or precision (the opposite).")
    private @Nullable Preference prefer;

    @Option(names = "--probability", description = "Also write NAME-probability.tif: 0-100, 255 no data.")
    private boolean probability;

    @Option(names = "--stac", description = "Also write NAME.json, a STAC item.")
    private boolean stac;

    @Option(
            names = "--min-area",
            paramLabel = "PIXELS",
            description = "Regions smaller than this are in the mask but not listed. Default: ${DEFAULT-VALUE}.")
    private long minArea = 16;

    /** @throws IllegalArgumentException if a number is out of range */
    void check() {
        if (minArea < 0) {
            throw new IllegalArgumentException("A smallest area of " + minArea + " pixels; 0 or more is possible");
        }
    }

    Coding coding() {
        return coding;
    }

    /** What matters more, or null: the model's own threshold, or one that was given. */
    @Nullable
    Preference prefer() {
        return prefer;
    }

    boolean probability() {
        return probability;
    }

    boolean stac() {
        return stac;
    }

    long minArea() {
        return minArea;
    }
}
