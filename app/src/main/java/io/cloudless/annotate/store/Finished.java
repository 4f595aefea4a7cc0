package io.cloudless.annotate.store;

/**
 * An annotation that somebody calls finished.
 *
 * @param state {@link TaskState#DONE}, {@link TaskState#SKIPPED} or {@link TaskState#DELETED}
 * @param shapeCount number of shapes in the content
 * @param model how much of it is the model's
 * @param seconds how long the person looked at it, 0 if nobody measured
 * @param secondOpinion whether somebody else is to mark the image too
 */
public record Finished(
        TaskState state,
        Task.Content content,
        int shapeCount,
        ModelShare model,
        double seconds,
        boolean secondOpinion) {
    public Finished {
        if (state != TaskState.DONE && state != TaskState.SKIPPED && state != TaskState.DELETED) {
            throw new IllegalArgumentException("An annotation is finished as done, skipped or deleted");
        }
        if (!(seconds >= 0 && seconds < 1e6)) {
            throw new IllegalArgumentException("An image was looked at for " + seconds + " seconds");
        }
    }
}
