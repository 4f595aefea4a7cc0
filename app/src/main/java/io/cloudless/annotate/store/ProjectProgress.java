package io.cloudless.annotate.store;

import java.util.Map;

/**
 * How far a project has come.
 *
 * @param tasks number of images in each state; none where it is missing
 * @param ranked of how many images it is known how useful they are
 */
public record ProjectProgress(Map<TaskState, Integer> tasks, int ranked) {
    public ProjectProgress {
        tasks = Map.copyOf(tasks);
    }

    public int of(TaskState state) {
        return tasks.getOrDefault(state, 0);
    }

    /** All images. */
    public int images() {
        return tasks.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Those that nobody needs to mark any more. */
    public int finished() {
        return images() - of(TaskState.OPEN) - of(TaskState.RETURNED);
    }
}
