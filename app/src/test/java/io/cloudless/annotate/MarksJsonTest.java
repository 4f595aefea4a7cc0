package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.Ring;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import io.cloudless.scene.Shape;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people mark goes through the database, and through every format of files, and comes back as it was. */
class MarksJsonTest {
    private static final int SIZE = 32;

    @TempDir
    private static Path folder;

    private static Project project;
    private static long task;

    @BeforeAll
    static void makeProject() throws IOException {
        project = Project.open(folder.resolve("project"));
        ProjectSettings settings = ProjectSettings.defaults().withGrid(SIZE, 0);
        project.setUp(settings);
        new SceneImport(project, settings)
                .add(SampleScenes.uint16(folder.resolve("coast.tif"), SIZE, SIZE), Progress.NONE);
        task = project.database().tasks().ofImage("coast").orElseThrow().id();
    }

    @AfterAll
    static void closeProject() {
        project.close();
    }

    /** Some marks of each kind in any order: none for the first seed. */
    private static List<Annotation> drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Annotation> drawn = new ArrayList<>();
        for (int left = (int) (seed % 6); left > 0; left--) {
            String label =
                    List.of("cloud", "thin cloud", "cloud shadow", "unknown").get(random.nextInt(4));
            drawn.add(new Annotation(
                    label,
                    switch (random.nextInt(4)) {
                        case 0 -> box(random);
                        case 1 -> polygon(random);
                        case 2 -> region(random);
                        default -> new Shape.Whole();
                    }));
        }
        return drawn;
    }

    private static Shape box(SplittableRandom random) {
        double[] x = {coordinate(random), coordinate(random)};
        double[] y = {coordinate(random), coordinate(random)};
        return new Shape.Box(Math.min(x[0], x[1]), Math.min(y[0], y[1]), Math.max(x[0], x[1]), Math.max(y[0], y[1]));
    }

    private static Shape polygon(SplittableRandom random) {
        return new Shape.Polygon(Stream.generate(() ->
                        DoubleStream.generate(() -> coordinate(random)).limit(8).toArray())
                .map(Ring::of)
                .filter(ring -> ring.area() > 1)
                .limit(random.nextInt(1, 4))
                .map(ring -> new Shape.Polygon.Part(ring, List.of()))
                .toList());
    }

    private static Shape region(SplittableRandom random) {
        Runs runs = new Runs();
        random.ints(random.nextInt(1, 61), 0, SIZE * SIZE)
                .distinct()
                .sorted()
                .forEach(pixel -> runs.add(pixel / SIZE, pixel % SIZE, pixel % SIZE + 1));
        return new Shape.Region(RunLengths.of(runs, SIZE, SIZE));
    }

    /** In thousandths of a pixel, often on the edge of the image. */
    private static double coordinate(SplittableRandom random) {
        return Math.max(0, Math.min(SIZE * 1000, random.nextInt(-2000, SIZE * 1000 + 2001))) / 1000.0;
    }

    private static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Stream<Arguments> formatsAndSeeds() {
        return Stream.of(ExportFormat.values())
                .flatMap(format -> LongStream.range(0, 20).mapToObj(seed -> Arguments.of(format, seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void jsonKeepsMarks(long seed) {
        List<Mark> marks = drawn(seed).stream().map(Mark::byPerson).toList();

        assertThat(MarksJson.parse(MarksJson.write(marks), SIZE, SIZE)).isEqualTo(marks);
    }

    @ParameterizedTest
    @MethodSource("formatsAndSeeds")
    void exportingAndImportingChangesNothingThatTheFormatHolds(ExportFormat format, long seed) {
        List<Annotation> annotations = drawn(seed);
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
        return known.held(new AnnotationSet(project.classNames(), List.of(image)))
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

    @Test
    void aMaskThatReachesOutOfItsImageIsRefused() {
        String mask =
                "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":30,\"y\":0,\"width\":4,\"height\":1,\"runs\":[0,4]}]";

        assertThatThrownBy(() -> MarksJson.parse(mask, SIZE, SIZE)).hasMessageContaining("reaches out");
    }

    @Test
    void runsThatDoNotFillTheirWindowAreRefused() {
        String mask =
                "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":4,\"height\":1,\"runs\":[0,3]}]";

        assertThatThrownBy(() -> MarksJson.parse(mask, SIZE, SIZE)).hasMessageContaining("3 of 4");
    }
}
