package io.cloudless.cli;

import io.cloudless.detect.SegmenterOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be chosen for {@code detect} by any method: all but which scenes and how results are told. */
final class DetectOptions {
    /** How regions are written for programs. */
    enum RegionFormat {
        JSON,
        COCO
    }

    /** What is drawn over the scene. */
    enum OverlayKind {
        BOXES,
        MASK,
        NONE
    }

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "N",
            description =
                    "Which bands of the file to give the model, in the model's order (red,green,blue for the bundled"
                            + " one), counted from 1. Default: as the file says.")
    private List<Integer> bands = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "METRES",
            description = "Edge of a pixel on the ground. Default: as georeferenced, else what the model likes best.")
    private @Nullable Double resolution;

    @Option(
            names = "--threshold",
            paramLabel = "0..1",
            description =
                    "Probability from which on a pixel is cloud (default: the model's), or a box a region (default:"
                            + " 0.5; above 1 it is percent).")
    private @Nullable Double threshold;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many processors to use; never changes the result. Default: all.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "JSON",
            description = "Of the regions: json (NAME-regions.json) or coco (NAME-regions.coco.json, with run lengths)."
                    + " Default: ${DEFAULT-VALUE}.")
    private RegionFormat format = RegionFormat.JSON;

    @Option(
            names = "--overlay",
            paramLabel = "NAME",
            defaultValue = "BOXES",
            description =
                    "What NAME-regions.png shows over the scene: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OverlayKind overlay = OverlayKind.BOXES;

    /**
     * Without the threshold.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    SegmenterOptions segmenterOptions() {
        if (bands.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("--bands counts from 1");
        }
        SegmenterOptions options = SegmenterOptions.defaults()
                .withThreads(threads)
                .withBands(bands.stream().map(number -> number - 1).toList());
        if (resolution != null) {
            options = options.withResolution(resolution);
        }
        return options;
    }

    /** As typed; null: the usual. */
    @Nullable
    Double threshold() {
        return threshold;
    }

    RegionFormat format() {
        return format;
    }

    OverlayKind overlay() {
        return overlay;
    }
}
