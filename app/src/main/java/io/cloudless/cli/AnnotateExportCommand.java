package io.cloudless.cli;

import io.cloudless.annotate.AnnotationExport;
import io.cloudless.annotate.ExportFormat;
import io.cloudless.annotate.Project;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cloudless annotate export}: writes what was marked. */
@Command(
        name = "export",
        description = {
            "Writes the finished images into DIR/images and what was marked on them as",
            "  cloudless  annotated.json, as in 2016",
            "  coco       annotations.json, with run lengths",
            "  yolo       labels/, with classes.txt",
            "  voc        annotations/, an XML file for each image",
            "  geojson    annotations.geojson, in longitude and latitude",
            "  mask       masks/, a GeoTIFF of class codes for each image: what 'prepare' takes",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  cloudless annotate export labels --format mask",
            "  cloudless prepare --images labels/images --masks labels/masks --index labels/index.csv \\",
            "      --group scene --out prepared"
        })
final class AnnotateExportCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "DIR", description = "Folder to write into; made if missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "cloudless",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ExportFormat format = ExportFormat.CLOUDLESS;

    @Option(names = "--no-images", description = "Leave the images out.")
    private boolean noImages;

    @Option(names = "--no-unseen", description = "Leave out what is the model's, and nobody changed or reviewed.")
    private boolean noUnseen;

    AnnotateExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Project opened = project.openExisting()) {
            int images = new AnnotationExport(opened, !noImages, !noUnseen).write(folder, format, console.progress());
            console.out().println((images == 1 ? "1 image: " : images + " images: ") + folder.resolve(format.target()));
            int changed = opened.database().tasks().changedSince();
            if (changed > 0) {
                console.remark((changed == 1 ? "1 image was" : changed + " images were")
                        + " changed after Done: what was done is written, and the change once it is Done too.");
            }
            return 0;
        }
    }
}
