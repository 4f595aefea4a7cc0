package io.cloudless.cli;

import io.cloudless.annotate.AnnotationImport;
import io.cloudless.annotate.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cloudless annotate import-annotations}: reads what was marked elsewhere. */
@Command(
        name = "import-annotations",
        description = {
            "Reads annotations of the project's images in any of the formats that 'export' writes, told by what is in"
                    + " them: a file, or the folder of YOLO, VOC or masks. Images are found by their names.",
            ""
        },
        sortOptions = false,
        footer = {"", "Example:", "  cloudless annotate import-annotations labels/annotations.json"})
final class AnnotateReadCommand implements Callable<Integer> {
    private static final int MOST_NAMED = 5;

    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "FILE", description = "File or folder with annotations.")
    private Path file = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            defaultValue = "import",
            description = "As whose work they are kept (default: ${DEFAULT-VALUE}).")
    private String person = "";

    AnnotateReadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Project opened = project.openExisting()) {
            AnnotationImport reading =
                    new AnnotationImport(opened, opened.database().people().named(person));
            AnnotationImport.Summary summary = reading.read(file);
            console.out()
                    .println((summary.changed() == 1 ? "1 image" : summary.changed() + " images") + " annotated, "
                            + summary.same() + " as they were");
            complain("being worked on and stay as they are; read them again later", summary.busy());
            complain("not in this project", summary.unknown());
            return summary.busy().isEmpty() && summary.unknown().isEmpty() ? 0 : 1;
        }
    }

    private void complain(String what, List<String> images) {
        if (!images.isEmpty()) {
            String some = String.join(", ", images.subList(0, Math.min(images.size(), MOST_NAMED)));
            console.error((images.size() == 1 ? "1 image is " : images.size() + " images are ") + what + ": " + some
                    + (images.size() > MOST_NAMED ? ", …" : ""));
        }
    }
}
