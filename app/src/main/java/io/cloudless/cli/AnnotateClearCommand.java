package io.cloudless.cli;

import io.cloudless.annotate.Project;
import io.cloudless.annotate.store.ProjectProgress;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cloudless annotate clear}: empties a project. */
@Command(
        name = "clear",
        description = {
            "Removes all images and annotations; people and settings stay. A backup is written beside the project first:",
            "what others save until then is in it, and what they save later is refused.",
            ""
        },
        sortOptions = false,
        footer = {"", "Example:", "  cloudless annotate clear --project coast"})
final class AnnotateClearCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    AnnotateClearCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Project opened = project.openExisting()) {
            ProjectProgress progress = opened.database().tasks().progress();
            if (!yes && !isConfirmed(progress)) {
                console.error("Nothing was removed. Confirm with --yes.");
                return 2;
            }
            Path folder = opened.folder().toAbsolutePath().normalize();
            Path backup = folder.resolveSibling(
                    opened.name() + "-backup-" + LocalDateTime.now().format(MOMENT) + ".zip");
            ProjectProgress removed = opened.clear(backup);
            console.out()
                    .println(removed.images() + " images removed, " + removed.finished() + " of them finished. Backup: "
                            + backup);
            return 0;
        }
    }

    private boolean isConfirmed(ProjectProgress progress) {
        java.io.Console terminal = System.console();
        if (terminal == null) {
            return false;
        }
        String answer = terminal.readLine(
                "Remove %d images, %d of them finished? (yes/no) ", progress.images(), progress.finished());
        return "yes".equals(answer);
    }
}
