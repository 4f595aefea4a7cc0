package io.cloudless.annotate;

import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.files.FileStem;
import io.cloudless.raster.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.ImageFrame;
import io.cloudless.scene.Images;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import io.cloudless.scene.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads annotations into a project whose images they are of: what {@link AnnotationExport} writes, in any format. */
public final class AnnotationImport {
    private static final int UNKNOWN = 255;

    private final Project project;
    private final Person person;
    private final Clock clock;

    /** @param person as whose work they are kept */
    public AnnotationImport(Project project, Person person) {
        this.project = project;
        this.person = person;
        this.clock = Clock.systemUTC();
    }

    /**
     * What came of it.
     *
     * @param changed images that are now annotated anew
     * @param same images that were annotated like this
     * @param unknown names of images that the project does not have
     */
    public record Summary(int changed, int same, List<String> unknown) {}

    /**
     * Reads annotations; each image in them is done afterwards. What was there before stays in the project's history.
     *
     * @param path a file or folder of one of the formats, or a folder of masks
     * @throws InputException if it cannot be read or names a class that the project does not have
     */
    public Summary read(Path path) {
        AnnotationSet set =
                isMasks(path) ? masks(path) : AnnotationFormat.of(path).read(path, images());
        int changed = 0;
        int same = 0;
        List<String> unknown = new ArrayList<>();
        for (AnnotatedImage image : set.images()) {
            Optional<Task> task = taskOf(image.name());
            if (task.isEmpty()) {
                unknown.add(image.name());
            } else if (save(path, image, task.get())) {
                changed++;
            } else {
                same++;
            }
        }
        return new Summary(changed, same, List.copyOf(unknown));
    }

    /** By the name of its file, in whatever folder and of whatever format. */
    private Optional<Task> taskOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return project.database()
                .tasks()
                .ofImage(file)
                .or(() -> project.database().tasks().ofImage(FileStem.of(Path.of(file))));
    }

    private Images images() {
        FinishedImages finished = new FinishedImages(project);
        return name -> taskOf(name)
                .map(task -> {
                    ImageFrame frame = finished.frame(task.image());
                    return new ImageFrame(name, frame.width(), frame.height(), frame.georeference());
                })
                .orElse(null);
    }

    private boolean save(Path path, AnnotatedImage image, Task task) {
        List<Mark> marks = image.annotations().stream().map(Mark::byPerson).toList();
        try {
            project.checkClasses(marks);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    path,
                    "on " + image.name() + " " + e.getMessage(),
                    "Name its classes too: cloudless annotate import --classes",
                    e);
        }
        boolean finished = task.state() == TaskState.DONE || task.state() == TaskState.ACCEPTED;
        if (finished && !task.isDraft() && annotationsOf(task).equals(image.annotations())) {
            return false;
        }
        Save save = new Save(task.id(), task.version(), UUID.randomUUID().toString(), person, clock.millis());
        Task.Content content =
                new Task.Content(MarksJson.write(marks), task.content().note());
        project.database()
                .saves()
                .finish(save, new Finished(TaskState.DONE, content, marks.size(), ModelShare.NONE, 0, false));
        return true;
    }

    private static List<Annotation> annotationsOf(Task task) {
        Window window = task.image().window();
        return MarksJson.parse(task.content().shapes(), window.width(), window.height()).stream()
                .map(Mark::annotation)
                .toList();
    }

    private static boolean isMasks(Path path) {
        return Files.isDirectory(path) && !masksIn(path).isEmpty();
    }

    /** Only masks: a folder of YOLO or VOC may have its images among its files. */
    private static List<Path> masksIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            boolean others = all.stream().anyMatch(file -> !RasterReader.isNamedLikeRaster(file));
            return others ? List.of() : all;
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "Name the folder or file with the annotations", e);
        }
    }

    private AnnotationSet masks(Path folder) {
        List<AnnotatedImage> images = new ArrayList<>();
        for (Path file : masksIn(folder)) {
            taskOf(file.getFileName().toString()).ifPresent(task -> images.add(mask(file, task.image())));
        }
        return new AnnotationSet(project.classNames(), images);
    }

    /** A region for each class. */
    private AnnotatedImage mask(Path file, Image image) {
        Window window = image.window();
        try (RasterReader reader = RasterReader.openClasses(file);
                RasterReader values = RasterReader.open(project.fileOf(image))) {
            if (reader.info().width() != window.width() || reader.info().height() != window.height()) {
                throw new InputException(
                        file,
                        "has " + reader.info().width() + " x " + reader.info().height() + " pixels",
                        "Its image has " + window.width() + " x " + window.height());
            }
            float[] codes = reader.read(reader.info().bounds(), 0).bands()[0];
            Pixels pixels = values.read(values.info().bounds(), 0);
            Map<Integer, Runs> runs = new TreeMap<>();
            for (int i = 0; i < codes.length; i++) {
                // In a mask "unknown" and "no data" are the same code: where the image has data it is the former.
                int code = !Float.isNaN(codes[i]) ? (int) codes[i] : pixels.isValid(i) ? UNKNOWN : 0;
                if (code > 0) {
                    int x = i % window.width();
                    runs.computeIfAbsent(code, c -> new Runs()).add(i / window.width(), x, x + 1);
                }
            }
            List<Annotation> annotations = new ArrayList<>();
            runs.forEach((code, marked) -> annotations.add(new Annotation(
                    nameOf(file, code), new Shape.Region(RunLengths.of(marked, window.width(), window.height())))));
            return new AnnotatedImage(
                    new ImageFrame(file.getFileName().toString(), window.width(), window.height()), annotations);
        }
    }

    private String nameOf(Path file, int code) {
        return project.settings().classes().stream()
                .filter(label -> label.code() == code)
                .findFirst()
                .orElseThrow(() -> new InputException(
                        file, "holds the code " + code, "No class of this project has it; name one with --classes"))
                .name();
    }
}
