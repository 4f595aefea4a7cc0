package io.cloudless.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import java.util.List;

/** What a person marked on the image of a task, checked. */
public final class Work {
    private final Project project;
    private final Image image;
    private final int round;
    private final List<Mark> marks;
    private final String note;

    private Work(Project project, Task task, List<Mark> marks, String note) {
        this.project = project;
        this.image = task.image();
        this.round = task.round();
        this.marks = marks;
        this.note = note;
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if a shape is none, or of a class that the project does not have, or if there is too
     *     much to go through
     */
    public static Work of(Project project, Task task, JsonNode shapes, String note) {
        int width = task.image().window().width();
        int height = task.image().window().height();
        MarkedArea.check(shapes, width, height);
        List<Mark> marks = MarksJson.parse(shapes, width, height);
        project.checkClasses(marks);
        return new Work(project, task, marks, note);
    }

    /** As it is kept. */
    public Task.Content content() {
        return new Task.Content(MarksJson.write(marks), note);
    }

    /**
     * As something finished.
     *
     * @param seconds how long the person looked at it
     */
    public Finished finished(TaskState state, double seconds) {
        return new Finished(
                state,
                content(),
                marks.size(),
                Prelabels.shareIn(marks, project.database().images().prelabels(image.id()), image),
                seconds,
                round == 1 && project.wantsSecondOpinion(image));
    }
}
