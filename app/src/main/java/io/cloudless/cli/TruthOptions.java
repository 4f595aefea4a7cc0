package io.cloudless.cli;

import io.cloudless.dataset.Where;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images with known masks {@code evaluate} looks at, and what it does with them. */
final class TruthOptions {
    @Option(names = "--images", paramLabel = "DIR", description = "The images.")
    private @Nullable Path images;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description =
                    "The truth, a mask for each image NAME: NAME-truth.tif, NAME-mask.tif, NAME.png or the like, of its "
                            + "size; 0 clear, 1 cloud, 2 thin cloud, 3 shadow, 255 unknown.")
    private @Nullable Path masks;

    @Option(
            names = "--index",
            paramLabel = "CSV",
            description = "What is known of the images: a table whose first column is NAME. Images that are not in it "
                    + "are left out.")
    private @Nullable Path index;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = WhereConverter.class,
            description = "Only images whose row in the index meets this, such as split=validation, "
                    + "'white_saturated_fraction<=0.6' or surface_tags~snow; several must all be met.")
    private List<Where> where = List.of();

    @Option(
            names = "--tags",
            paramLabel = "COLUMN",
            description = "Give figures for each tag of this column of the index too; tags are parted by '|'.")
    private List<String> tags = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "METRES",
            description = "Edge of a pixel of the images, where they do not say.")
    private @Nullable Double resolution;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description = "A second model or folder of masks: give the difference, and how far it could be chance.")
    private @Nullable String against;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write statistics.txt, statistics.json and report.html here.")
    private @Nullable Path out;

    /** What is missing or does not go together, or null. */
    @Nullable
    String problem() {
        if (images == null || masks == null) {
            return "--images and --masks are needed, or --run";
        }
        boolean usesIndex = !where.isEmpty() || !tags.isEmpty();
        return usesIndex && index == null ? "--where and --tags need --index" : null;
    }

    /** Whether none of these was given. */
    boolean isUnused() {
        boolean noFolder = images == null && masks == null && index == null && out == null;
        return noFolder && where.isEmpty() && tags.isEmpty() && resolution == null && against == null;
    }

    Path images() {
        return Objects.requireNonNull(images);
    }

    Path masks() {
        return Objects.requireNonNull(masks);
    }

    @Nullable
    Path index() {
        return index;
    }

    List<Where> where() {
        return where;
    }

    List<String> tags() {
        return tags;
    }

    @Nullable
    Double resolution() {
        return resolution;
    }

    @Nullable
    String against() {
        return against;
    }

    @Nullable
    Path out() {
        return out;
    }
}
