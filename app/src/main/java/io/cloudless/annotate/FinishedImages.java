package io.cloudless.annotate;

import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskTable;
import io.cloudless.raster.RasterReader;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.ImageFrame;
import java.util.List;
import java.util.function.Consumer;

/** Goes through what was finished, some at a time; what was drawn since and is not finished does not count. */
final class FinishedImages {
    private static final int AT_ONCE = 200;

    private final Project project;
    private final ExportNames names;

    FinishedImages(Project project) {
        this.project = project;
        this.names = new ExportNames(project.database().images().names());
    }

    /** @param round 1, or 2 for second opinions */
    void forEach(int round, Consumer<Task> action) {
        TaskTable tasks = project.database().tasks();
        List<Task> page = tasks.finished(round, 0, AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(action);
            page = tasks.finished(round, page.get(page.size() - 1).image().id(), AT_ONCE);
        }
    }

    /** The image of a task with its marks, under the name of its file in an export. */
    AnnotatedImage annotated(Task task) {
        return new AnnotatedImage(frame(task.image()), annotations(task));
    }

    /** The same without looking for its place on Earth. */
    AnnotatedImage annotatedAnywhere(Task task) {
        Image image = task.image();
        return new AnnotatedImage(
                new ImageFrame(
                        fileName(image), image.window().width(), image.window().height()),
                annotations(task));
    }

    private static List<Annotation> annotations(Task task) {
        Image image = task.image();
        return MarksJson.parse(
                        task.finished().shapes(),
                        image.window().width(),
                        image.window().height())
                .stream()
                .map(Mark::annotation)
                .toList();
    }

    ImageFrame frame(Image image) {
        try (RasterReader reader = RasterReader.open(project.fileOf(image))) {
            return ImageFrame.of(fileName(image), reader.info());
        }
    }

    private String fileName(Image image) {
        return names.of(image.name()) + ".tif";
    }
}
