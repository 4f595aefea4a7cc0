package io.cloudless.annotate;

import io.cloudless.annotate.store.ConflictException;
import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.LeasedException;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.OthersWorkException;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.ClassMask;
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
    private final ExportNames names;

    /** @param person as whose work they are kept */
    public AnnotationImport(Project project, Person person) {
        this.project = project;
        this.person = person;
        this.clock = Clock.systemUTC();
        this.names = new ExportNames(project.database().images().names());
    }

    /**
     * What came of it.
     *
     * @param changed images that are now annotated anew
     * @param same images that were annotated like this
     * @param busy names of images that stay as they are because somebody works on them
     * @param unknown names of images that the project does not have
     */
    public record Summary(int changed, int same, List<String> busy, List<String> unknown) {}

    /**
     * Reads annotations; each image in them is done afterwards. Where they are what such a file would hold of what is
     * there, nothing changes, though it may hold less: boxes that came of an outline leave it as it was. What else was
     * there stays in the project's history.
     *
     * @param path a file or folder of one of the formats, or a folder of masks
     * @throws InputException if it cannot be read or names a class that the project does not have
     */
    public Summary read(Path path) {
        ExportFolder.recoverAround(path);
        if (isMasks(path)) {
            return keep(
                    path, masks(path), (task, now) -> regions(task.image(), ClassMask.of(now, project.codes()), path));
        }
        AnnotationFormat format = AnnotationFormat.of(path);
        return keep(path, named(format.read(path, images())), (task, now) -> {
            AnnotationSet all = new AnnotationSet(project.classNames(), List.of(now));
            return format.held(all).images().get(0).annotations();
        });
    }

    /** What a file does not name, as the tool of 2016 did not, is of the first class. */
    private AnnotationSet named(AnnotationSet set) {
        List<String> classes = project.classNames();
        return classes.contains(Annotation.UNNAMED) ? set : set.renamed(Annotation.UNNAMED, classes.get(0));
    }

    /** What a kind of file would hold of what is there now. */
    private interface Held {
        List<Annotation> of(Task task, AnnotatedImage now);
    }

    private Summary keep(Path path, AnnotationSet set, Held held) {
        int changed = 0;
        int same = 0;
        List<String> busy = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (AnnotatedImage image : set.images()) {
            Optional<Task> task = taskOf(image.name());
            if (task.isEmpty()) {
                unknown.add(image.name());
            } else if (isKnown(image, task.get(), held)) {
                same++;
            } else if (save(path, image, task.get())) {
                changed++;
            } else {
                busy.add(image.name());
            }
        }
        return new Summary(changed, same, List.copyOf(busy), List.copyOf(unknown));
    }

    /** By the name of its file, in whatever folder and of whatever format. */
    private Optional<Task> taskOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return names.imageOf(file)
                .or(() -> names.imageOf(FileStem.of(Path.of(file))))
                .flatMap(project.database().tasks()::ofImage);
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

    private static boolean isKnown(AnnotatedImage image, Task task, Held held) {
        boolean finished = task.state() == TaskState.DONE || task.state() == TaskState.ACCEPTED;
        return finished
                && held.of(task, new AnnotatedImage(image.frame(), annotationsOf(task)))
                        .equals(image.annotations());
    }

    /** @return false if somebody works on it */
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
        Save save = new Save(task.id(), task.version(), UUID.randomUUID().toString(), person, clock.millis());
        Task.Content content =
                new Task.Content(MarksJson.write(marks), task.latest().note());
        try {
            project.database()
                    .saves()
                    .finish(save, new Finished(TaskState.DONE, content, marks.size(), ModelShare.NONE, 0, false));
            return true;
        } catch (LeasedException | ConflictException | OthersWorkException e) {
            return false;
        }
    }

    private static List<Annotation> annotationsOf(Task task) {
        Window window = task.image().window();
        return MarksJson.parse(task.finished().shapes(), window.width(), window.height()).stream()
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

    private AnnotatedImage mask(Path file, Image image) {
        Window window = image.window();
        try (RasterReader reader = RasterReader.openClasses(file)) {
            if (reader.info().width() != window.width() || reader.info().height() != window.height()) {
                throw new InputException(
                        file,
                        "has " + reader.info().width() + " x " + reader.info().height() + " pixels",
                        "Its image has " + window.width() + " x " + window.height());
            }
            float[] samples = reader.read(reader.info().bounds(), 0).bands()[0];
            byte[] codes = new byte[samples.length];
            for (int i = 0; i < codes.length; i++) {
                // In a mask "unknown" and "no data" are the same code: where the image has data it is the former.
                codes[i] = (byte) (Float.isNaN(samples[i]) ? UNKNOWN : (int) samples[i]);
            }
            return new AnnotatedImage(
                    new ImageFrame(file.getFileName().toString(), window.width(), window.height()),
                    regions(image, codes, file));
        }
    }

    /** A region for each class, where the image has data. */
    private List<Annotation> regions(Image image, byte[] codes, Path file) {
        Window window = image.window();
        Map<Integer, Runs> runs = new TreeMap<>();
        try (RasterReader reader = RasterReader.open(project.fileOf(image))) {
            Pixels pixels = reader.read(reader.info().bounds(), 0);
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != 0 && pixels.isValid(i)) {
                    int x = i % window.width();
                    runs.computeIfAbsent(codes[i] & 0xFF, code -> new Runs()).add(i / window.width(), x, x + 1);
                }
            }
        }
        List<Annotation> annotations = new ArrayList<>();
        runs.forEach((code, marked) -> annotations.add(new Annotation(
                nameOf(file, code), new Shape.Region(RunLengths.of(marked, window.width(), window.height())))));
        return annotations;
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
