package io.cloudless.annotate.store;

import org.jdbi.v3.core.Handle;

/**
 * Which tasks are for others to do: a second opinion on an image is somebody else's than the first, and nobody reviews their
 * own work. Whatever hands out, shows or changes a task asks here.
 *
 * <p>Conditions are SQL over a task {@code t} and the person {@code :me}.
 */
final class OthersWork {
    /**
     * One's own goes on being it. Another's is free to mark for who neither marked nor reviewed nor corrected the image as
     * the task of the other opinion.
     */
    static final String MAY_MARK = "(t.annotator_id = :me OR NOT EXISTS (SELECT 1 FROM task o"
            + " WHERE o.image_id = t.image_id AND o.round <> t.round AND (o.annotator_id = :me OR o.reviewer_id = :me"
            + " OR EXISTS (SELECT 1 FROM revision v WHERE v.task_id = o.id AND v.person_id = :me))))";

    static final String MAY_REVIEW = "(t.annotator_id IS NULL OR t.annotator_id <> :me)";

    /** Who may yet give the other opinion on the image does not look at this one before. */
    static final String MAY_SEE =
            "NOT EXISTS (SELECT 1 FROM task o WHERE o.image_id = t.image_id AND o.round <> t.round"
                    + " AND (o.state = 'returned' AND o.annotator_id = :me OR o.state = 'open' AND COALESCE(t.annotator_id, -1) <> :me"
                    + " AND COALESCE(t.reviewer_id, -1) <> :me"
                    + " AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.task_id = t.id AND v.person_id = :me)))";

    private OthersWork() {}

    /** @throws OthersWorkException if the person may not mark the image as this task */
    static void checkMark(Handle handle, long task, Person person) {
        check(handle, MAY_MARK, task, person, "You gave the other opinion on this image: somebody else gives this one");
    }

    /** @throws OthersWorkException if the person may not review the task */
    static void checkReview(Handle handle, long task, Person person) {
        check(handle, MAY_REVIEW, task, person, "Somebody else must review what you marked");
    }

    /** @throws OthersWorkException if the person may not see what is marked */
    static void checkSee(Handle handle, long task, Person person) {
        check(
                handle,
                MAY_SEE,
                task,
                person,
                "Somebody else's opinion on this image is shown once there is a second one");
    }

    private static void check(Handle handle, String condition, long task, Person person, String otherwise) {
        // Not "NOT condition", which of a null is a null.
        boolean may = handle.createQuery(
                        "SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END FROM task t WHERE t.id = :id")
                .bind("id", task)
                .bind("me", person.id())
                .mapTo(Integer.class)
                .findOne()
                .map(answer -> answer == 1)
                .orElse(true);
        if (!may) {
            throw new OthersWorkException(otherwise);
        }
    }
}
