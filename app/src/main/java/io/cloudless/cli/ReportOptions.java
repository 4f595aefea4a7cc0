package io.cloudless.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code evaluate} tells of scenes beyond their figures, and where it writes it. */
final class ReportOptions {
    @Option(
            names = "--tags",
            paramLabel = "COLUMN",
            description = "Give figures for each tag of this column of the index too; tags are parted by '|'.")
    private List<String> tags = List.of();

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description = "A second model or folder of masks: give the difference, and how far it could be chance.")
    private @Nullable String against;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write report.html, statistics.txt, statistics.json and thresholds.csv here.")
    private @Nullable Path out;

    /** Whether none of these was given. */
    boolean isUnused() {
        return tags.isEmpty() && against == null && out == null;
    }

    List<String> tags() {
        return tags;
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
