package io.cloudless.annotate.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.Work;
import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.Leases;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskOrder;
import io.cloudless.annotate.store.TaskState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handing out tasks and taking in what people mark. */
final class TaskRoutes {
    private static final int MOST_LISTED = 200;
    private static final int LISTED = 50;
    private static final int LONGEST_NOTE = 2000;
    private static final int MOST_IN_HAND = 1000;

    private final Project project;
    private final Access access;
    private final Clock clock;

    TaskRoutes(Project project, Access access, Clock clock) {
        this.project = project;
        this.access = access;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/tasks/next", this::next);
        routes.get("/api/tasks", this::list);
        routes.get("/api/tasks/{id}", this::show);
        routes.post(
                "/api/tasks/{id}/lease",
                context -> answer(
                        context,
                        project.database().leases().lease(id(context), Access.person(context), clock.millis())));
        routes.delete("/api/tasks/{id}/lease", context -> {
            project.database().leases().release(id(context), Access.person(context));
            context.status(204);
        });
        routes.put("/api/tasks/{id}/draft", this::draft);
        routes.put("/api/tasks/{id}/annotation", this::finish);
        routes.put("/api/tasks/{id}/review", this::review);
    }

    /** The number in the path of a request. */
    static long id(Context context) {
        try {
            return Long.parseLong(context.pathParam("id"));
        } catch (NumberFormatException e) {
            throw Refusal.notFound("such number");
        }
    }

    private Task find(Context context) {
        return project.database().tasks().find(id(context)).orElseThrow(() -> Refusal.notFound("such task"));
    }

    private void show(Context context) {
        answer(
                context,
                project.database()
                        .tasks()
                        .find(id(context), Access.person(context))
                        .orElseThrow(() -> Refusal.notFound("such task")));
    }

    private static void answer(Context context, Task task) {
        Json.send(context, TaskView.of(task, Access.person(context)));
    }

    private record NextRequest(
            @Nullable String order,
            @Nullable List<Long> exclude,
            @Nullable Boolean review) {}

    private void next(Context context) {
        NextRequest request = Json.read(context, NextRequest.class);
        List<Long> exclude = request.exclude() == null ? List.of() : request.exclude();
        if (exclude.size() > MOST_IN_HAND) {
            throw Refusal.badRequest("Nobody has " + exclude.size() + " images in hand");
        }
        TaskOrder order = TaskOrder.of(Objects.requireNonNullElse(request.order(), "random"));
        Leases.Wish wish = new Leases.Wish(Access.person(context), order, exclude);
        Leases leases = project.database().leases();
        Optional<Task> task = Boolean.TRUE.equals(request.review())
                ? leases.nextReview(wish, access.isSolo(), clock.millis())
                : leases.next(wish, clock.millis());
        if (task.isPresent()) {
            answer(context, task.get());
        } else {
            context.status(204);
        }
    }

    private record Listed(List<Line> tasks) {
        private record Line(
                long id,
                Picture image,
                String state,
                @Nullable String annotator,
                @Nullable String savedAt) {}

        private record Picture(long id, String name, String display) {}

        static Line line(Task task) {
            return new Line(
                    task.id(),
                    new Picture(task.image().id(), task.image().name(), ImageView.display(task.image())),
                    task.state().word(),
                    task.annotator(),
                    task.savedAt() == null ? null : task.savedAt().toString());
        }
    }

    private void list(Context context) {
        TaskState state = TaskState.of(Objects.requireNonNullElse(context.queryParam("state"), "done"));
        String beforeId = context.queryParam("before");
        long before = beforeId == null
                ? Long.MAX_VALUE
                : project.database()
                        .tasks()
                        .find(Long.parseLong(beforeId))
                        .map(Task::savedAt)
                        .map(Instant::toEpochMilli)
                        .orElse(Long.MAX_VALUE);
        String limit = context.queryParam("limit");
        int most = limit == null ? LISTED : Math.max(1, Math.min(MOST_LISTED, Integer.parseInt(limit)));
        Json.send(
                context,
                new Listed(project.database().tasks().inState(state, before, most).stream()
                        .map(Listed::line)
                        .toList()));
    }

    private Save save(Context context, @Nullable Long version, @Nullable String id) {
        if (version == null || id == null) {
            throw Refusal.badRequest("A write needs the version it goes by, and a \"save\" of its own");
        }
        return new Save(id(context), version, id, Access.person(context), clock.millis());
    }

    private record DraftRequest(
            @Nullable Long version,
            @Nullable String save,
            @Nullable JsonNode shapes,
            @Nullable String note) {}

    private record DraftAnswer(long version, @Nullable String leaseUntil) {}

    private void draft(Context context) {
        DraftRequest request = Json.read(context, DraftRequest.class);
        Work work = work(context, request.shapes(), request.note());
        Task task = project.database().saves().draft(save(context, request.version(), request.save()), work.content());
        Json.send(
                context,
                new DraftAnswer(
                        task.version(),
                        task.lease() == null ? null : task.lease().until().toString()));
    }

    private record FinishRequest(
            @Nullable Long version,
            @Nullable String save,
            @Nullable String state,
            @Nullable JsonNode shapes,
            @Nullable String note,
            @Nullable Double seconds) {}

    private record FinishAnswer(long version, String state, String model, ProgressView progress) {}

    private void finish(Context context) {
        FinishRequest request = Json.read(context, FinishRequest.class);
        TaskState state = TaskState.of(Objects.requireNonNullElse(request.state(), "done"));
        Work work = work(context, request.shapes(), request.note());
        Finished finished = work.finished(state, Objects.requireNonNullElse(request.seconds(), 0.0));
        answerSaved(
                context, project.database().saves().finish(save(context, request.version(), request.save()), finished));
    }

    private void answerSaved(Context context, Task task) {
        Json.send(
                context,
                new FinishAnswer(
                        task.version(),
                        task.state().word(),
                        task.model().word(),
                        ProgressView.of(project.database().tasks().progress())));
    }

    private Work work(Context context, @Nullable JsonNode shapes, @Nullable String note) {
        String text = note == null ? "" : note;
        if (text.length() > LONGEST_NOTE) {
            throw Refusal.badRequest("A note of " + text.length() + " characters; " + LONGEST_NOTE + " are possible");
        }
        if (shapes == null) {
            throw Refusal.badRequest("A write needs \"shapes\"");
        }
        return Work.of(project, find(context), shapes, text);
    }

    private record ReviewRequest(
            @Nullable Long version,
            @Nullable String save,
            @Nullable String verdict,
            @Nullable String reason) {}

    private void review(Context context) {
        ReviewRequest request = Json.read(context, ReviewRequest.class);
        String reason = request.reason() == null ? "" : request.reason().strip();
        boolean accepts = "accept".equals(request.verdict());
        if (!accepts && !"return".equals(request.verdict())) {
            throw Refusal.badRequest("A verdict is \"accept\" or \"return\"");
        }
        if (!accepts && (reason.isEmpty() || reason.length() > LONGEST_NOTE)) {
            throw Refusal.badRequest("Say why it is sent back, in at most " + LONGEST_NOTE + " characters");
        }
        answerSaved(
                context,
                project.database()
                        .saves()
                        .review(
                                save(context, request.version(), request.save()),
                                accepts ? null : reason,
                                access.isSolo()));
    }
}
