package io.cloudless.cli;

import io.cloudless.detect.MaskStatistics;
import io.cloudless.detect.RegionFinder;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what was found in each scene: a line for people, or with {@code --json} an object for programs. */
final class DetectReport {
    private final Console console;
    private final boolean json;

    DetectReport(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void found(Path file, SceneDetection.Outcome outcome) {
        for (String note : outcome.segmentation().layout().notes()) {
            console.remark(file.getFileName() + ": " + note);
        }
        if (outcome.regions().list().size() == RegionFinder.MAX_REGIONS) {
            console.remark(file.getFileName() + ": more than " + RegionFinder.MAX_REGIONS
                    + " regions; the smallest are not listed (--min-area)");
        }
        console.out().println(json ? json(file, outcome) : line(file, outcome));
    }

    void failed(Path file, String message) {
        console.error(message);
        if (json) {
            console.out().println(JsonLine.of(generator -> {
                generator.writeStringField("image", file.toString());
                generator.writeStringField("error", message);
            }));
        }
    }

    private static String line(Path file, SceneDetection.Outcome outcome) {
        MaskStatistics statistics = outcome.segmentation().statistics();
        String cover = statistics.valid() == 0
                ? "no valid pixels"
                : String.format(Locale.ROOT, "%.1f %% cloud", 100 * statistics.cloudCover());
        return String.format(
                Locale.ROOT,
                "%s: %s, %.2f s, %.2f Mpix/s",
                file.getFileName(),
                cover,
                outcome.seconds(),
                outcome.megapixelsPerSecond());
    }

    private static String json(Path file, SceneDetection.Outcome outcome) {
        MaskStatistics statistics = outcome.segmentation().statistics();
        return JsonLine.of(generator -> {
            generator.writeStringField("image", file.toString());
            if (statistics.valid() == 0) {
                generator.writeNullField("cloud_cover");
            } else {
                generator.writeNumberField("cloud_cover", statistics.cloudCover());
            }
            generator.writeNumberField("clear_px", statistics.clear());
            generator.writeNumberField("cloud_px", statistics.cloud());
            generator.writeNumberField("thin_cloud_px", statistics.thinCloud());
            generator.writeNumberField("shadow_px", statistics.shadow());
            generator.writeNumberField("no_data_px", statistics.noData());
            generator.writeNumberField("regions", outcome.regions().list().size());
            generator.writeNumberField("regions_omitted", outcome.regions().omitted());
            generator.writeNumberField("seconds", outcome.seconds());
            generator.writeNumberField("mpix_per_s", outcome.megapixelsPerSecond());
            generator.writeArrayFieldStart("files");
            for (Path made : outcome.files()) {
                generator.writeString(made.toString());
            }
            generator.writeEndArray();
            generator.writeArrayFieldStart("notes");
            for (String note : outcome.segmentation().layout().notes()) {
                generator.writeString(note);
            }
            generator.writeEndArray();
        });
    }
}
