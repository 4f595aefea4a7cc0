package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.progress.Progress;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.Ring;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import io.cloudless.scene.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What people mark goes through the database, and through every format of files, and comes back as it was. */
class MarksJsonProperties {
    private static final int SIZE = 32;

    private static Path folder;
    private static Project project;
    private static long task;

    @BeforeContainer
    static void makeProject() throws IOException {
        folder = Files.createTempDirectory("marks");
        project = Project.open(folder.resolve("project"));
        ProjectSettings settings = ProjectSettings.defaults().withGrid(SIZE, 0);
        project.setUp(settings);
        new SceneImport(project, settings)
                .add(SampleScenes.uint16(folder.resolve("coast.tif"), SIZE, SIZE), Progress.NONE);
        task = project.database().tasks().ofImage("coast").orElseThrow().id();
    }

    @AfterContainer
    static void closeProject() throws IOException {
        project.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Annotation>> annotations() {
        Arbitrary<Double> coordinate =
                Arbitraries.integers().between(0, SIZE * 1000).map(i -> i / 1000.0);
        Arbitrary<Shape> box = Combinators.combine(coordinate, coordinate, coordinate, coordinate)
                .as((a, b, c, d) -> new Shape.Box(Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)));
        Arbitrary<Ring> ring = coordinate
                .array(double[].class)
                .ofSize(8)
                .filter(points -> new Ring(Ring.of(points).points()).area() > 1)
                .map(Ring::of);
        Arbitrary<Shape> polygon = ring.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(rings -> new Shape.Polygon(rings.stream()
                        .map(r -> new Shape.Polygon.Part(r, List.of()))
                        .toList()));
        Arbitrary<Shape> region = Arbitraries.integers()
                .between(0, SIZE * SIZE - 1)
                .set()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(pixels -> {
                    Runs runs = new Runs();
                    pixels.stream().sorted().forEach(i -> runs.add(i / SIZE, i % SIZE, i % SIZE + 1));
                    return new Shape.Region(RunLengths.of(runs, SIZE, SIZE));
                });
        Arbitrary<Shape> shape = Arbitraries.oneOf(box, polygon, region, Arbitraries.just(new Shape.Whole()));
        Arbitrary<String> name = Arbitraries.of("cloud", "thin cloud", "cloud shadow", "unknown");
        return Combinators.combine(name, shape).as(Annotation::new).list().ofMaxSize(5);
    }

    @Property(tries = 300)
    void jsonKeepsMarks(@ForAll("annotations") List<Annotation> annotations) {
        List<Mark> marks = annotations.stream().map(Mark::byPerson).toList();

        assertThat(MarksJson.parse(MarksJson.write(marks), SIZE, SIZE)).isEqualTo(marks);
    }

    @Property(tries = 60)
    void exportingAndImportingChangesNothingThatTheFormatHolds(
            @ForAll("annotations") List<Annotation> annotations, @ForAll ExportFormat format) {
        save(annotations);
        Path target = folder.resolve("out-" + UUID.randomUUID());
        new AnnotationExport(project).write(target, format, Progress.NONE);
        List<Annotation> expected = held(annotations, format);
        save(List.of());

        AnnotationImport reading =
                new AnnotationImport(project, project.database().people().named("import"));
        AnnotationImport.Summary summary = reading.read(target.resolve(format.target()));

        assertThat(summary.unknown()).isEmpty();
        assertThat(stored()).isEqualTo(expected);
        assertThat(reading.read(target.resolve(format.target())).changed()).isZero();
        save(annotations);
        assertThat(reading.read(target.resolve(format.target())).changed())
                .as("what the file could not hold is not lost by reading it back")
                .isZero();
        assertThat(stored()).isEqualTo(annotations);
    }

    /** What the file itself gives back to those who read it without a project. */
    private static List<Annotation> held(List<Annotation> annotations, ExportFormat format) {
        if (format == ExportFormat.MASK) {
            return MaskOf.regions(
                    annotations, SIZE, project.codes(), project.settings().classes());
        }
        Task current = project.database().tasks().find(task).orElseThrow();
        var image = new FinishedImages(project).annotated(current);
        AnnotationFormat known = format.format().orElseThrow();
        return known.held(new io.cloudless.scene.AnnotationSet(project.classNames(), List.of(image)))
                .images()
                .get(0)
                .annotations();
    }

    private static void save(List<Annotation> annotations) {
        Task current = project.database().tasks().find(task).orElseThrow();
        List<Mark> marks = annotations.stream().map(Mark::byPerson).toList();
        Save save = new Save(
                task,
                current.version(),
                UUID.randomUUID().toString(),
                project.database().people().named("ana"),
                System.currentTimeMillis());
        project.database()
                .saves()
                .finish(
                        save,
                        new Finished(
                                TaskState.DONE,
                                new Task.Content(MarksJson.write(marks), ""),
                                marks.size(),
                                ModelShare.NONE,
                                0,
                                false));
    }

    private static List<Annotation> stored() {
        Task current = project.database().tasks().find(task).orElseThrow();
        return new ArrayList<>(MarksJson.parse(current.finished().shapes(), SIZE, SIZE).stream()
                .map(Mark::annotation)
                .toList());
    }

    @Example
    void aMaskThatReachesOutOfItsImageIsRefused() {
        String mask =
                "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":30,\"y\":0,\"width\":4,\"height\":1,\"runs\":[0,4]}]";

        assertThatThrownBy(() -> MarksJson.parse(mask, SIZE, SIZE)).hasMessageContaining("reaches out");
    }

    @Example
    void runsThatDoNotFillTheirWindowAreRefused() {
        String mask =
                "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":4,\"height\":1,\"runs\":[0,3]}]";

        assertThatThrownBy(() -> MarksJson.parse(mask, SIZE, SIZE)).hasMessageContaining("3 of 4");
    }
}
