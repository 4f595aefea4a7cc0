package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudless.annotate.Databases;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.SampleScenes;
import io.cloudless.annotate.Work;
import io.cloudless.annotate.store.Leases;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotateCommandTest {
    @TempDir
    Path folder;

    private Path scene;
    private Path projectFolder;

    @BeforeEach
    void makeScene() {
        scene = SampleScenes.uint16(folder.resolve("coast.tif"), 64, 32);
        projectFolder = folder.resolve("project");
    }

    private Run annotate(String verb, Object... words) {
        Object[] all = new Object[words.length + 4];
        all[0] = "annotate";
        all[1] = verb;
        System.arraycopy(words, 0, all, 2, words.length);
        all[words.length + 2] = "--project";
        all[words.length + 3] = projectFolder;
        return Run.of(all);
    }

    /** A box over the left half of the first image, nothing in the second. */
    private static void mark(Project project) throws IOException {
        String[] shapes = {"[{\"type\":\"box\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":16,\"height\":32}]", "[]"};
        String[] names = {"coast_x00000_y00000", "coast_x00032_y00000"};
        for (int i = 0; i < names.length; i++) {
            Task task = project.database().tasks().ofImage(names[i]).orElseThrow();
            Save save = new Save(
                    task.id(), 0, "save " + i, project.database().people().named("ana"), System.currentTimeMillis());
            project.database()
                    .saves()
                    .finish(
                            save,
                            Work.of(project, task, new JsonMapper().readTree(shapes[i]), "")
                                    .finished(TaskState.DONE, 1));
        }
    }

    @Test
    void fromAFolderOfScenesToAPreparedDataset() throws IOException {
        Run imported = annotate("import", scene, "--chip", 32);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("2 new images");
        assertThat(annotate("import", scene).out()).contains("0 new images, 2 already there");
        try (Project project = Project.open(projectFolder)) {
            mark(project);
        }
        Path labels = folder.resolve("labels");

        Run exported = annotate("export", labels, "--format", "mask");

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        try (RasterReader mask = RasterReader.openClasses(labels.resolve("masks/coast_x00000_y00000.tif"))) {
            float[] codes = mask.read(mask.info().bounds(), 0).bands()[0];
            for (int i = 0; i < codes.length; i++) {
                assertThat(codes[i]).isEqualTo(i % 32 < 16 ? 1 : 0);
            }
        }
        Run prepared = Run.of(
                "prepare",
                "--images",
                labels.resolve("images"),
                "--masks",
                labels.resolve("masks"),
                "--index",
                labels.resolve("index.csv"),
                "--group",
                "scene",
                "--out",
                folder.resolve("prepared"));
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
        assertThat(folder.resolve("prepared")).isNotEmptyDirectory();
    }

    @Test
    void whatIsChangedAfterDoneIsExportedOnceItIsDoneAgain() throws IOException {
        annotate("import", scene, "--chip", 32);
        try (Project project = Project.open(projectFolder)) {
            mark(project);
            draft(project, System.currentTimeMillis());
        }
        Path labels = folder.resolve("labels");

        Run exported = annotate("export", labels);

        assertThat(exported.err()).contains("1 image was changed after Done");
        assertThat(Files.readString(labels.resolve("annotated.json"))).contains("0,0,16,32");
        Run read = annotate("import-annotations", labels.resolve("annotated.json"));
        assertThat(read.out()).contains("0 images annotated, 2 as they were");
        try (Project project = Project.open(projectFolder)) {
            Task task = first(project);
            assertThat(task.isDraft()).isTrue();
            assertThat(task.latest().shapes()).contains("\"whole\"");
            Save save =
                    new Save(task.id(), task.version(), "again", person(project, "ana"), System.currentTimeMillis());
            project.database()
                    .saves()
                    .finish(
                            save,
                            Work.of(project, task, new JsonMapper().readTree("[]"), "")
                                    .finished(TaskState.DONE, 1));
        }
        exported = annotate("export", labels);
        assertThat(exported.err()).doesNotContain("changed after Done");
        assertThat(Files.readString(labels.resolve("annotated.json"))).doesNotContain("0,0,16,32");
    }

    @Test
    void aFileReadOverADraftLeavesTheDraftAmongTheRevisions() throws Exception {
        annotate("import", scene, "--chip", 32);
        Path file = folder.resolve("annotated.json");
        Files.writeString(file, "[{\"image_name\": \"coast_x00000_y00000.png\", \"image_annotation\": [\"1,2,3,4\"]}]");
        try (Project project = Project.open(projectFolder)) {
            draft(project, System.currentTimeMillis() - 2 * Leases.DURATION.toMillis());
        }

        assertThat(annotate("import-annotations", file).out()).contains("1 image annotated");

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + projectFolder.resolve("project.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT p.name, r.state, r.shapes FROM revision r"
                        + " JOIN person p ON p.id = r.person_id ORDER BY r.version")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1) + " " + rows.getString(2) + rows.getString(3))
                    .startsWith("ana open")
                    .contains("\"whole\"");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("import");
        }
    }

    /** All of the first image is cloud, and not done. */
    private static void draft(Project project, long now) throws IOException {
        Task task = first(project);
        Save save = new Save(task.id(), task.version(), "draft", person(project, "ana"), now);
        var shapes = new JsonMapper().readTree("[{\"type\":\"whole\",\"label\":\"cloud\"}]");
        project.database()
                .saves()
                .draft(save, Work.of(project, task, shapes, "").content());
    }

    private static Task first(Project project) {
        return project.database().tasks().ofImage("coast_x00000_y00000").orElseThrow();
    }

    private static Person person(Project project, String name) {
        return project.database().people().named(name);
    }

    @Test
    void theOldFormatIsWrittenAndReadBack() throws IOException {
        annotate("import", scene, "--chip", 32);
        try (Project project = Project.open(projectFolder)) {
            mark(project);
        }
        Path labels = folder.resolve("labels");
        annotate("export", labels);
        assertThat(Files.readString(labels.resolve("annotated.json")))
                .contains("\"coast_x00000_y00000.tif\"", "0,0,16,32");

        Run read = annotate("import-annotations", labels.resolve("annotated.json"));

        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(read.out()).contains("0 images annotated, 2 as they were");
    }

    @Test
    void whatSomebodyWorksOnIsNotOverwrittenByAFile() throws IOException {
        annotate("import", scene, "--chip", 32);
        Path file = folder.resolve("annotated.json");
        Files.writeString(
                file,
                "[{\"image_name\": \"coast_x00000_y00000.png\", \"image_annotation\": [\"1,2,3,4\"]},"
                        + " {\"image_name\": \"coast_x00032_y00000.png\", \"image_annotation\": [\"1,2,3,4\"]}]");
        try (Project project = Project.open(projectFolder)) {
            Task task =
                    project.database().tasks().ofImage("coast_x00000_y00000").orElseThrow();
            project.database()
                    .leases()
                    .lease(task.id(), project.database().people().named("ana"), System.currentTimeMillis());
        }

        Run read = annotate("import-annotations", file);

        assertThat(read.exitCode()).isEqualTo(1);
        assertThat(read.out()).contains("1 image annotated, 0 as they were");
        assertThat(read.err()).contains("1 image is being worked on", "coast_x00000_y00000.png");
    }

    @Test
    void clearingNeedsConfirmationAndLeavesABackup() throws IOException {
        annotate("import", scene, "--chip", 32);

        assertThat(annotate("clear").exitCode()).isEqualTo(2);
        Run cleared = annotate("clear", "--yes");

        assertThat(cleared.exitCode()).as(cleared.err()).isZero();
        Path backup = Path.of(cleared.out().replaceFirst("(?s).*Backup: (.*\\.zip).*", "$1"));
        assertThat(backup).isRegularFile().hasParent(folder.toAbsolutePath());
        assertThat(annotate("export", folder.resolve("none")).exitCode()).isEqualTo(1);
        assertThat(annotate("import", scene).out()).contains("2 new images");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aBackupUnpackedIsTheProject(Databases database) throws IOException {
        Path restored = Files.createDirectory(folder.resolve("restored"));
        try (Project project = database.open(folder.resolve("original"))) {
            new io.cloudless.annotate.SceneImport(
                            project,
                            io.cloudless.annotate.ProjectSettings.defaults().withGrid(32, 0))
                    .add(scene, io.cloudless.work.Progress.NONE);
            mark(project);
            new io.cloudless.annotate.Backup(project).write(folder.resolve("backup.zip"));
        }
        try (InputStream in = Files.newInputStream(folder.resolve("backup.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = restored.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }

        projectFolder = restored;
        Run exported = annotate("export", folder.resolve("labels"), "--format", "coco");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("2 images");
        // New images and annotations find their place after those that were copied.
        assertThat(annotate("import", SampleScenes.uint16(folder.resolve("more.tif"), 32, 32))
                        .exitCode())
                .isZero();
    }

    @Test
    void usersGetPasswordsThatNobodyCanReadBack() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "a long password\n");

        assertThat(annotate("user", "ana", "--password-file", password).exitCode())
                .isZero();
        assertThat(annotate("user").out()).contains("ana  may log in");
        byte[] database = Files.readAllBytes(projectFolder.resolve("project.db"));
        assertThat(new String(database, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("a long password");
        assertThat(annotate("user", "ana", "--remove").exitCode()).isZero();
        assertThat(annotate("user").out()).doesNotContain("may log in");
        Run unknown = annotate("user", "nobody", "--remove");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no nobody");
        assertThat(annotate("user").out()).doesNotContain("nobody");
    }

    @Test
    void whoGetsAPasswordDoesNotTakeOverWhatSomebodyMarkedUnderATokenAndTheSameName() throws IOException {
        annotate("import", scene, "--chip", 32);
        Path password = Files.writeString(folder.resolve("password"), "a long password\n");
        long stranger;
        try (Project project = Project.open(projectFolder)) {
            stranger = project.database().people().chosen("ana").orElseThrow().id();
        }

        Run run = annotate("user", "ana", "--password-file", password);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("now by 'ana (token)'");
        try (Project project = Project.open(projectFolder)) {
            assertThat(project.database()
                            .people()
                            .find("ana (token)")
                            .orElseThrow()
                            .id())
                    .isEqualTo(stranger);
            assertThat(person(project, "ana").id()).isNotEqualTo(stranger);
        }
    }

    @Test
    void wrongUseIsToldFromBadInput() {
        assertThat(Run.of("annotate", "--host", "0.0.0.0", "--project", projectFolder)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("annotate", "--token", "short", "--project", projectFolder)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("annotate", "--proxy", "127.0.0.1", "--project", projectFolder)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("annotate", "--users", "--proxy", "proxy.example", "--project", projectFolder)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("annotate", "--users", "--token", "a long word", "--project", projectFolder)
                        .exitCode())
                .isEqualTo(2);
        assertThat(annotate("import", scene, "--chip", 3).exitCode()).isEqualTo(2);
        assertThat(annotate("import", scene, "--classes", "cloud,cloud").exitCode())
                .isEqualTo(2);
        assertThat(annotate("import", folder.resolve("missing.tif")).exitCode()).isEqualTo(1);
        projectFolder = folder.resolve("nowhere");
        Run export = annotate("export", folder.resolve("labels"));
        assertThat(export.exitCode()).isEqualTo(1);
        assertThat(export.err()).contains("there is no such project", "annotate import");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = Run.of("annotate", "--no-model", "--project", projectFolder, "--port", taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("127.0.0.1:" + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void otherClassesCanBeMarked() {
        annotate("import", scene, "--chip", 32, "--classes", "ship,wake=7");

        try (Project project = Project.open(projectFolder)) {
            assertThat(project.settings().classes().toString()).contains("code=1, name=ship", "code=7, name=wake");
        }
        assertThat(annotate("import", scene, "--classes", "wake=7").exitCode())
                .as("what is marked must keep its class")
                .isEqualTo(2);
    }
}
