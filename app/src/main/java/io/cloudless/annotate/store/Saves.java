package io.cloudless.annotate.store;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Writes what people mark. Nothing is lost: a write over another version than the latest is refused with what is there,
 * and one that is repeated because its answer got lost is answered again and not done twice.
 */
public final class Saves {
    private final Database database;

    Saves(Database database) {
        this.database = database;
    }

    /**
     * Keeps what is not finished, and the lease for longer.
     *
     * @return the task as it is now
     * @throws ConflictException if the version is not the latest
     * @throws LeasedException if somebody else works on the task
     * @throws OthersWorkException if it is for somebody else to do
     * @throws java.util.NoSuchElementException if there is no such task
     */
    public Task draft(Save save, Task.Content content) {
        return write(save, OthersWork::checkMark, handle -> {
            keepDraftOfOthers(handle, save.task(), save.person(), save.now());
            update(
                            handle,
                            save,
                            "draft_shapes = :shapes, draft_note = :note, lease_person_id = :me, lease_until = :until")
                    .bind("shapes", content.shapes())
                    .bind("note", content.note())
                    .bind("me", save.person().id())
                    .bind("until", save.now() + Leases.DURATION.toMillis())
                    .execute();
        });
    }

    /**
     * Finishes a task and ends the lease. Who finished it first stays its annotator when somebody corrects it. A draft of
     * somebody else that this takes the place of stays in the table of revisions.
     *
     * @throws ConflictException if the version is not the latest
     * @throws LeasedException if somebody else works on the task
     * @throws OthersWorkException if it is for somebody else to do
     * @throws java.util.NoSuchElementException if there is no such task
     */
    public Task finish(Save save, Finished finished) {
        return write(save, OthersWork::checkMark, handle -> {
            Task.Content content = finished.content();
            keepDraftOfOthers(handle, save.task(), save.person(), save.now());
            update(
                            handle,
                            save,
                            "state = :state, shapes = :shapes, shape_count = :count, note = :note, draft_shapes = NULL,"
                                    + " draft_note = NULL, model = :model, seconds = seconds + :seconds,"
                                    + " annotator_id = CASE WHEN state IN ('done', 'accepted')"
                                    + " THEN COALESCE(annotator_id, :me) ELSE :me END, saved_at = :now,"
                                    + " lease_person_id = NULL, lease_until = 0")
                    .bind("state", finished.state().word())
                    .bind("shapes", content.shapes())
                    .bind("count", finished.shapeCount())
                    .bind("note", content.note())
                    .bind("model", finished.model().word())
                    .bind("seconds", finished.seconds())
                    .bind("me", save.person().id())
                    .bind("now", save.now())
                    .execute();
            addRevision(handle, save.task(), save.person());
            if (finished.secondOpinion() && finished.state() == TaskState.DONE) {
                handle.createUpdate("INSERT INTO task (image_id, round, state, shuffle, usefulness)"
                                + " SELECT image_id, 2, 'open', shuffle, usefulness FROM task"
                                + " WHERE id = :id AND round = 1 ON CONFLICT DO NOTHING")
                        .bind("id", save.task())
                        .execute();
            }
        });
    }

    /** What somebody drew on and another takes over stays: they were told that it is saved. */
    static void keepDraftOfOthers(Handle handle, long task, Person person, long now) {
        handle.createUpdate("INSERT INTO revision (task_id, version, person_id, state, shapes, note, model, saved_at)"
                        + " SELECT id, version, COALESCE(lease_person_id, annotator_id, :me), state, draft_shapes,"
                        + " COALESCE(draft_note, ''), model, :now FROM task WHERE id = :id"
                        + " AND draft_shapes IS NOT NULL AND COALESCE(lease_person_id, -1) <> :me"
                        + " ON CONFLICT DO NOTHING")
                .bind("me", person.id())
                .bind("now", now)
                .bind("id", task)
                .execute();
    }

    private static void addRevision(Handle handle, long task, Person person) {
        handle.createUpdate("INSERT INTO revision (task_id, version, person_id, state, shapes, note, model, saved_at)"
                        + " SELECT id, version, :me, state, shapes, note, model, saved_at FROM task WHERE id = :id")
                .bind("me", person.id())
                .bind("id", task)
                .execute();
    }

    /**
     * Accepts a finished task, or sends it back to whoever finished it.
     *
     * @param reason why it is sent back; null: it is accepted
     * @param ownToo whether they may review what they did themselves
     * @throws ConflictException if the version is not the latest, or the task is not there to be reviewed
     * @throws LeasedException if somebody else works on the task
     * @throws OthersWorkException if it is for somebody else to do
     * @throws java.util.NoSuchElementException if there is no such task
     */
    public Task review(Save save, @Nullable String reason, boolean ownToo) {
        TaskState state = reason == null ? TaskState.ACCEPTED : TaskState.RETURNED;
        Rule rule = (handle, task, person) -> {
            OthersWork.checkSee(handle, task, person);
            if (!ownToo) {
                OthersWork.checkReview(handle, task, person);
            }
        };
        return write(save, rule, handle -> {
            Task task = TaskTable.find(handle, save.task()).orElseThrow();
            if (task.state() != TaskState.DONE && task.state() != TaskState.ACCEPTED) {
                throw new ConflictException(task);
            }
            update(
                            handle,
                            save,
                            "state = :state, reviewer_id = :me, reason = :reason, lease_person_id = NULL,"
                                    + " lease_until = 0")
                    .bind("state", state.word())
                    .bind("me", save.person().id())
                    .bind("reason", reason)
                    .execute();
        });
    }

    /** Who may do it. */
    private interface Rule {
        void check(Handle handle, long task, Person person);
    }

    private Task write(Save save, Rule rule, Consumer<Handle> change) {
        return database.write(handle -> {
            Task task = Leases.locked(handle, database.dialect(), save.task());
            if (isRepeated(handle, save)) {
                return task;
            }
            rule.check(handle, save.task(), save.person());
            Leases.checkFree(task, save.person(), save.now());
            if (task.version() != save.version()) {
                OthersWork.checkSee(handle, save.task(), save.person());
                throw new ConflictException(task);
            }
            change.accept(handle);
            return TaskTable.find(handle, save.task()).orElseThrow();
        });
    }

    private static boolean isRepeated(Handle handle, Save save) {
        return handle.createQuery("SELECT last_save FROM task WHERE id = :id")
                .bind("id", save.task())
                .mapTo(String.class)
                .findOne()
                .filter(save.id()::equals)
                .isPresent();
    }

    private static Update update(Handle handle, Save save, String changes) {
        return handle.createUpdate(
                        "UPDATE task SET version = version + 1, last_save = :save, " + changes + " WHERE id = :id")
                .bind("save", save.id())
                .bind("id", save.task());
    }
}
