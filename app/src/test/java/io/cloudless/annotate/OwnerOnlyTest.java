package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other users of the machine do not get at the files of a project. */
@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyTest {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    @TempDir
    Path folder;

    private Path projectFolder;

    @BeforeEach
    void nameProject() {
        projectFolder = folder.resolve("project");
    }

    private static boolean isOpen(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that others reach through folders that they may enter. */
    private static List<Path> reached(Path root) throws IOException {
        if (!isOpen(root)) {
            return List.of();
        }
        if (!Files.isDirectory(root)) {
            return List.of(root);
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> inside = Files.list(root)) {
            for (Path path : inside.toList()) {
                found.addAll(reached(path));
            }
        }
        return found;
    }

    private void fill(Project project) {
        ProjectSettings settings = ProjectSettings.defaults().withGrid(32, 0);
        project.setUp(settings);
        new SceneImport(project, settings).add(SampleScenes.uint16(folder.resolve("coast.tif"), 32, 32), Progress.NONE);
    }

    @Test
    void aProjectIsItsOwnersAlone() throws IOException {
        try (Project project = Project.open(projectFolder)) {
            fill(project);

            assertThat(isOpen(projectFolder)).isFalse();
            for (String name : new String[] {"project.db", "project.db-wal", "project.db-shm", "images", "uploads"}) {
                assertThat(isOpen(projectFolder.resolve(name))).as(name).isFalse();
            }
        }
    }

    @Test
    void whatLiesInAFolderThatIsOpenToOthersIsItsOwnersAlone() throws IOException {
        Files.createDirectories(projectFolder.resolve("images"));
        Files.createFile(projectFolder.resolve("project.db"));
        for (Path path : List.of(projectFolder, projectFolder.resolve("images"), projectFolder.resolve("project.db"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }

        try (Project project = Project.open(projectFolder)) {
            fill(project);

            assertThat(isOpen(projectFolder))
                    .as("the folder was made by somebody for something")
                    .isTrue();
            assertThat(reached(projectFolder)).isEmpty();
        }
    }

    @Test
    void aBackupIsItsOwnersAloneAlsoWhereAnOlderOneWasOpen() throws IOException {
        Path backup = Files.createFile(folder.resolve("backup.zip"));
        Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (Project project = Project.open(projectFolder)) {
            fill(project);

            new Backup(project).write(backup);
        }

        assertThat(backup).isNotEmptyFile();
        assertThat(isOpen(backup)).isFalse();
    }
}
