package io.cloudless.annotate.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cloudless.annotate.store.Lease;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task as the page gets it. */
record TaskView(
        long id,
        long version,
        int round,
        String state,
        ImageView image,
        @JsonRawValue String shapes,
        String note,
        boolean draft,
        @Nullable String annotator,
        @Nullable String reviewer,
        @Nullable String reason,
        String model,
        @Nullable LeaseView lease) {
    record LeaseView(String person, boolean mine, String until) {}

    /** As a person sees it. */
    static TaskView of(Task task, Person person) {
        return new TaskView(
                task.id(),
                task.version(),
                task.round(),
                task.state().word(),
                ImageView.of(task.image()),
                task.latest().shapes(),
                task.latest().note(),
                task.isDraft(),
                task.annotator(),
                task.reviewer(),
                task.reason(),
                task.model().word(),
                lease(task.lease(), person));
    }

    private static @Nullable LeaseView lease(@Nullable Lease lease, Person person) {
        return lease == null || lease.until().isBefore(Instant.now())
                ? null
                : new LeaseView(
                        lease.person(),
                        lease.personId() == person.id(),
                        lease.until().toString());
    }
}
