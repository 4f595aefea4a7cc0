package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.files.AtomicFolder;
import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationExportTest {
    private static final String MANIFEST = "cloudless-export.json";

    @TempDir
    Path folder;

    private Project project;
    private Path labels;

    @BeforeEach
    void open() {
        project = Project.open(folder.resolve("project"));
        labels = folder.resolve("labels");
    }

    @AfterEach
    void close() {
        project.close();
    }

    /** One image whose task is done. */
    private void add(String name, int width) {
        Path scene = SampleScenes.uint16(folder.resolve("scene.tif"), width, 8);
        new SceneImport(project, ProjectSettings.defaults().withGrid(64, 0)).add(scene, name, Progress.NONE);
        finish(name, TaskState.DONE);
    }

    private void finish(String name, TaskState state) {
        Task task = project.database().tasks().ofImage(name).orElseThrow();
        Save save = new Save(
                task.id(),
                task.version(),
                UUID.randomUUID().toString(),
                project.database().people().named("ana"),
                System.currentTimeMillis());
        project.database()
                .saves()
                .finish(save, new Finished(state, new Task.Content("[]", ""), 0, ModelShare.NONE, 1, false));
    }

    private int export(Path target, ExportFormat format) {
        return new AnnotationExport(project).write(target, format, Progress.NONE);
    }

    /** Every file, hidden ones too. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), io.cloudless.files.Sha256.of(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @EnumSource
    void theSecondExportLeavesExactlyItselfAndTheFilesOfOthers(ExportFormat format) throws IOException {
        add("a", 8);
        add("b", 9);
        export(labels, format);
        Files.writeString(labels.resolve("notes.txt"), "mine");
        Files.writeString(labels.resolve("images/b.tif.aux.xml"), "mine");
        finish("b", TaskState.DELETED);

        export(labels, format);

        Path other = folder.resolve("other");
        export(other, format);
        Files.writeString(other.resolve("notes.txt"), "mine");
        Files.writeString(other.resolve("images/b.tif.aux.xml"), "mine");
        assertThat(files(labels)).isEqualTo(files(other)).doesNotContainKey("images/b.tif");
        AnnotationImport.Summary read = new AnnotationImport(
                        project, project.database().people().named("ana"))
                .read(labels.resolve(format.target()));
        assertThat(read).isEqualTo(new AnnotationImport.Summary(0, 1, List.of(), List.of()));
        assertThat(project.database().tasks().ofImage("b").orElseThrow().state())
                .isEqualTo(TaskState.DELETED);
    }

    @Test
    void anotherFormatTakesThePlaceOfTheFirst() throws IOException {
        add("a", 8);
        export(labels, ExportFormat.MASK);
        export(labels, ExportFormat.COCO);

        assertThat(files(labels)).containsOnlyKeys("annotations.json", MANIFEST, "images/a.tif", "index.csv");
        assertThat(labels.resolve("masks")).doesNotExist();
    }

    @Test
    void anExportThatFailsLeavesTheOldOneWhole() throws IOException {
        add("a", 8);
        export(labels, ExportFormat.MASK);
        add("b", 9);
        Map<String, String> before = files(labels);
        Path image = project.fileOf(
                project.database().tasks().ofImage("b").orElseThrow().image());
        Files.delete(image);

        assertThatThrownBy(() -> export(labels, ExportFormat.MASK)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> export(folder.resolve("new"), ExportFormat.MASK))
                .isInstanceOf(InputException.class);

        assertThat(files(labels)).isEqualTo(before);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.csv", "masks/a.tif", "images/a.tif"})
    void aFileOfOthersIsNeverOverwritten(String name) throws IOException {
        add("a", 8);
        Path mine = labels.resolve(name);
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "mine");

        assertThatThrownBy(() -> export(labels, ExportFormat.MASK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(mine.toString());

        assertThat(files(labels)).containsOnlyKeys(name);
        assertThat(mine).hasContent("mine");
    }

    /** The swap broken off after each of its moves: the old export comes back, or all of the new one is there. */
    @Test
    void aKillAtAnyPointOfTheSwapLeavesOneOfTheTwo() throws IOException {
        add("a", 8);
        add("b", 9);
        Path old = folder.resolve("old");
        export(old, ExportFormat.MASK);
        finish("b", TaskState.DELETED);
        add("c", 10);
        Path made = folder.resolve("made");
        export(made, ExportFormat.MASK);
        Map<String, String> before = files(old);
        Map<String, String> after = files(made);
        List<String> out = heads(before, List.of(MANIFEST, "index.csv"));
        List<String> in = heads(after, List.of(MANIFEST, "index.csv"));
        Collections.reverse(in);

        for (int moves = 0; moves <= out.size() + in.size(); moves++) {
            AtomicFolder.delete(labels);
            copy(old, labels);
            Files.writeString(labels.resolve("notes.txt"), "mine");
            copy(made, labels.resolve(".cloudless-export/new"));
            for (int i = 0; i < moves; i++) {
                boolean leaves = i < out.size();
                String name = leaves ? out.get(i) : in.get(i - out.size());
                Path hidden = labels.resolve(".cloudless-export");
                Path from = (leaves ? labels : hidden.resolve("new")).resolve(name);
                Path to = (leaves ? hidden.resolve("former") : labels).resolve(name);
                Files.createDirectories(to.getParent());
                Files.move(from, to);
            }

            ExportFolder.open(labels).close();

            Map<String, String> expected = new TreeMap<>(moves == out.size() + in.size() ? after : before);
            expected.put("notes.txt", io.cloudless.files.Sha256.of(labels.resolve("notes.txt")));
            assertThat(files(labels)).as("after %d moves", moves).isEqualTo(expected);
        }
    }

    private static List<String> heads(Map<String, String> files, List<String> first) {
        List<String> names = new ArrayList<>(files.keySet());
        names.removeAll(first);
        names.addAll(0, first);
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : files(from).keySet()) {
            Files.createDirectories(to.resolve(name).getParent());
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../precious", "notes.txt", "images/../../precious", "images/..", "/etc/passwd", "images/a/b"})
    void aManifestThatNamesOtherFilesIsRefused(String name) throws IOException {
        add("a", 8);
        Files.createDirectories(labels);
        Files.writeString(labels.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("precious"), "mine");
        Files.writeString(labels.resolve(MANIFEST), "{\"files\": [\"" + name + "\"]}");
        Map<String, String> before = files(labels);

        assertThatThrownBy(() -> export(labels, ExportFormat.MASK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(MANIFEST);

        assertThat(files(labels)).isEqualTo(before);
        assertThat(folder.resolve("precious")).hasContent("mine");
    }

    @Test
    void aFolderThatIsALinkLeadsNowhere() throws IOException {
        add("a", 8);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("b.tif"), "mine");
        Files.createDirectories(labels);
        Files.createSymbolicLink(labels.resolve("masks"), elsewhere);
        Files.writeString(labels.resolve(MANIFEST), "{\"files\": [\"masks/b.tif\"]}");

        assertThatThrownBy(() -> export(labels, ExportFormat.MASK)).isInstanceOf(InputException.class);

        assertThat(files(elsewhere)).containsOnlyKeys("b.tif");
    }

    @Test
    void twoExportsDoNotMix() throws IOException {
        add("a", 8);
        try (ExportFolder first = ExportFolder.open(labels)) {
            Files.writeString(first.fresh().resolve("index.csv"), "");

            assertThatThrownBy(() -> export(labels, ExportFormat.MASK))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another export");

            first.commit();
        }
        assertThat(files(labels)).containsOnlyKeys("index.csv", MANIFEST);
    }

    @ParameterizedTest
    @EnumSource
    void longAndCollidingNamesAllArriveAndComeBack(ExportFormat format) throws IOException {
        List<String> names = List.of(
                "coast",
                "Coast",
                "Z\u00fcrich",
                "Zu\u0308rich",
                "a,b",
                "a_b",
                "classes",
                "x".repeat(250),
                "\u6771".repeat(250));
        for (int i = 0; i < names.size(); i++) {
            add(names.get(i), 8 + i);
        }

        assertThat(export(labels, format)).isEqualTo(names.size());

        assertThat(labels.resolve("images").toFile().list()).hasSize(names.size());
        assertThat(new AnnotationImport(project, project.database().people().named("ana"))
                        .read(labels.resolve(format.target())))
                .isEqualTo(new AnnotationImport.Summary(0, names.size(), List.of(), List.of()));
    }
}
