package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.store.ConflictException;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ClearTest {
    private static final int PEOPLE = 4;
    private static final int IMAGES = 100;

    @TempDir
    Path folder;

    private final @Nullable String database;

    ClearTest(Databases database) {
        this.database = database.create();
    }

    private Project open() {
        return Project.open(folder.resolve("project"), database);
    }

    private void fill(Project project) {
        new SceneImport(project, ProjectSettings.defaults().withGrid(16, 0))
                .add(SampleScenes.uint16(folder.resolve("coast.tif"), 160, 160), Progress.NONE);
    }

    /** As a server does in its own process: with connections of its own. */
    @Test
    void whatWasAcknowledgedBeforeIsInTheBackupAndNothingIsAcknowledgedAfterwards() throws Exception {
        Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
        Path backup = folder.resolve("backup.zip");
        try (Project server = open();
                Project clearing = open()) {
            fill(server);
            ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
            for (int i = 0; i < PEOPLE; i++) {
                Person person = server.database().people().named("person " + i);
                int first = i;
                people.execute(() -> draftUntilRefused(server, person, first, acknowledged));
            }
            while (acknowledged.size() < PEOPLE * 3) {
                Thread.sleep(1);
            }

            assertThat(clearing.clear(backup).images()).isEqualTo(IMAGES);

            people.shutdown();
            assertThat(people.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.database().tasks().progress().images()).isZero();
        }
        Path restored = unpack(backup, folder.resolve("restored"));
        try (Project project = Project.open(restored)) {
            acknowledged.forEach((task, version) -> assertThat(
                            project.database().tasks().find(task).orElseThrow().version())
                    .isEqualTo(version));
            assertThat(project.database().images().hashes())
                    .allSatisfy(hash -> assertThat(project.files().file(hash)).isRegularFile());
        }
    }

    /** Again and again over a share of the images; ends with the first refusal. */
    private static void draftUntilRefused(Project project, Person person, int first, Map<Long, Long> acknowledged) {
        try {
            for (int round = 0; round < 10_000; round++) {
                long id = 1 + first + PEOPLE * (round % (IMAGES / PEOPLE));
                long version = acknowledged.getOrDefault(id, 0L);
                Save save = new Save(id, version, person.name() + round, person, System.currentTimeMillis());
                Task saved = project.database().saves().draft(save, new Task.Content("[]", "note " + round));
                acknowledged.put(id, saved.version());
            }
        } catch (NoSuchElementException | ConflictException e) {
            assertThat(e).isInstanceOf(NoSuchElementException.class);
        }
    }

    private static Path unpack(Path file, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = target.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.copy(zip, to);
            }
        }
        return target;
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesEverything() throws IOException {
        try (Project project = open()) {
            fill(project);
            Path taken = Files.createDirectories(folder.resolve("taken/within")).getParent();

            assertThatThrownBy(() -> project.clear(taken)).isInstanceOf(InputException.class);

            assertThat(project.database().tasks().progress().images()).isEqualTo(IMAGES);
            assertThat(project.database().images().hashes())
                    .isNotEmpty()
                    .allSatisfy(hash -> assertThat(project.files().file(hash)).isRegularFile());
        }
    }

    /** Killed between putting the images aside and the end of the transaction. */
    @Test
    void imagesThatAKilledClearPutAsideComeBack() {
        try (Project project = open()) {
            fill(project);
            project.files().setAside();
        }

        try (Project project = open()) {
            assertThat(project.database().images().hashes())
                    .isNotEmpty()
                    .allSatisfy(hash -> assertThat(project.files().file(hash)).isRegularFile());
            assertThat(project.files().isSetAside()).isFalse();
        }
    }

    @Test
    void afterwardsTheSameSceneComesInAgain() {
        try (Project project = open()) {
            fill(project);
            project.clear(folder.resolve("backup.zip"));

            fill(project);

            assertThat(project.database().images().hashes())
                    .isNotEmpty()
                    .allSatisfy(hash -> assertThat(project.files().file(hash)).isRegularFile());
        }
    }
}
