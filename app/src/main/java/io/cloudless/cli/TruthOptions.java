package io.cloudless.cli;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.dataset.SceneIndex;
import io.cloudless.dataset.Where;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images with known masks a model is held against. */
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
            names = "--resolution",
            paramLabel = "METRES",
            description = "Edge of a pixel of the images, where they do not say.")
    private @Nullable Double resolution;

    /** What is missing or does not go together, or null. */
    @Nullable
    String problem() {
        if (images == null || masks == null) {
            return "--images and --masks are needed";
        }
        if (resolution != null && !(resolution > 0)) {
            return "--resolution must be above 0, not " + resolution;
        }
        return !where.isEmpty() && index == null ? "--where needs --index" : null;
    }

    /** Whether none of these was given. */
    boolean isUnused() {
        return images == null && masks == null && index == null && where.isEmpty() && resolution == null;
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

    @Nullable
    Double resolution() {
        return resolution;
    }

    /**
     * The images with their masks that were asked for.
     *
     * @param columns of the index that are needed too
     * @throws InputException if there are none, or the index lacks a column
     */
    LabelledFolder select(List<String> columns) {
        LabelledFolder folder = LabelledFolder.pair(images(), masks());
        if (index == null) {
            return folder;
        }
        SceneIndex known = SceneIndex.read(index);
        LabelledFolder selected = folder.where(known, where);
        // Names a column that is not there before hours are spent.
        columns.forEach(column -> known.require(selected.scenes().get(0).name(), column));
        return selected;
    }

    /** One thread for each image: the images run side by side already. */
    SegmenterOptions segmenterOptions() {
        SegmenterOptions options = SegmenterOptions.defaults().withThreads(1);
        return resolution == null ? options : options.withResolution(resolution);
    }
}
