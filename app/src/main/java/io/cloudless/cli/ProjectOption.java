package io.cloudless.cli;

import io.cloudless.annotate.Project;
import io.cloudless.files.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which project is meant. */
final class ProjectOption {
    @Option(
            names = "--project",
            paramLabel = "DIR",
            defaultValue = "annotations",
            description = "Folder of the project (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "For teams: jdbc:postgresql://HOST/NAME?user=…&password=… in place of a file in the folder.")
    private @Nullable String database;

    /** Opens it; it is made if there is none. */
    Project open() {
        return Project.open(folder, database);
    }

    /**
     * Opens it.
     *
     * @throws InputException if there is none
     */
    Project openExisting() {
        if (database == null && !Project.exists(folder)) {
            throw new InputException(
                    folder,
                    Files.exists(folder) ? "is no project" : "there is no such project",
                    "Name one with --project, or make one: cloudless annotate import SCENES --project " + folder);
        }
        return open();
    }

    Path folder() {
        return folder;
    }
}
