package io.cloudless.annotate.web;

import io.cloudless.annotate.store.ProjectProgress;
import io.cloudless.annotate.store.TaskState;

/** How far the project has come, as the page gets it. */
record ProgressView(
        int images,
        int finished,
        int done,
        int skipped,
        int deleted,
        int open,
        int toReview,
        int returned,
        int accepted,
        int useful) {
    static ProgressView of(ProjectProgress progress) {
        return new ProgressView(
                progress.images(),
                progress.finished(),
                progress.of(TaskState.DONE),
                progress.of(TaskState.SKIPPED),
                progress.of(TaskState.DELETED),
                progress.of(TaskState.OPEN),
                progress.of(TaskState.DONE),
                progress.of(TaskState.RETURNED),
                progress.of(TaskState.ACCEPTED),
                progress.ranked());
    }
}
