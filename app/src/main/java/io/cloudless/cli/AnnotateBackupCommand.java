package io.cloudless.cli;

import io.cloudless.annotate.Backup;
import io.cloudless.annotate.Project;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cloudless annotate backup}: writes a project into one file. */
@Command(
        name = "backup",
        description = {
            "Writes images and annotations as of now into a ZIP file, while others may go on marking. Unpacked into a"
                    + " folder it is a project again, also where the database was a server's.",
            ""
        },
        sortOptions = false,
        footer = {"", "Example:", "  cloudless annotate backup coast.zip --project coast"})
final class AnnotateBackupCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "FILE", description = "ZIP file to write.")
    private Path file = Path.of("");

    AnnotateBackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Project opened = project.openExisting()) {
            new Backup(opened).write(file);
            console.out().println(file);
            return 0;
        }
    }
}
