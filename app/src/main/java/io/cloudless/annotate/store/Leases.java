package io.cloudless.annotate.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Gives tasks to people. What one has is given to nobody else until they finish it, hand it back, or do nothing for
 * {@link #DURATION}.
 */
public final class Leases {
    public static final Duration DURATION = Duration.ofMinutes(15);

    private static final String IS_FREE = "(t.lease_until < :now OR t.lease_person_id = :me)";
    private static final String HAS_DRAFT = "t.draft_shapes IS NOT NULL";

    private final Database database;

    Leases(Database database) {
        this.database = database;
    }

    /**
     * What somebody wants to work on.
     *
     * @param order of what nobody has begun
     * @param exclude numbers of tasks in hand
     */
    public record Wish(Person person, TaskOrder order, Collection<Long> exclude) {
        public Wish {
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * The next task for a person: first what they drew on last and nobody took since, also where it was finished before, so
     * that no draft is forgotten; then what else they have already; then what was sent back to them; then something new.
     *
     * @param now in milliseconds
     * @return empty if nothing is left
     */
    public Optional<Task> next(Wish wish, long now) {
        return database.write(handle -> {
            Search search = new Search(handle, wish, now);
            return search.first(
                            "t.lease_person_id = :me AND " + OthersWork.MAY_MARK + " AND (" + HAS_DRAFT
                                    + " OR t.state IN ('open', 'returned') AND t.lease_until >= :now)",
                            "CASE WHEN " + HAS_DRAFT + " THEN 0 ELSE 1 END, t.lease_until")
                    .or(() ->
                            search.first("t.state = 'returned' AND t.annotator_id = :me AND " + IS_FREE, "t.saved_at"))
                    .or(() -> search.first(
                            "t.state = 'open' AND " + IS_FREE + " AND " + OthersWork.MAY_MARK,
                            wish.order().columns()));
        });
    }

    /**
     * The next task to be reviewed by a person: first what they began to correct, then the longest finished.
     *
     * @param ownToo whether they may review what they did themselves
     * @param now in milliseconds
     */
    public Optional<Task> nextReview(Wish wish, boolean ownToo, long now) {
        String whose = ownToo ? "" : " AND " + OthersWork.MAY_REVIEW;
        String condition = "t.state = 'done' AND " + IS_FREE + " AND " + OthersWork.MAY_SEE + whose;
        return database.write(handle -> {
            Search search = new Search(handle, wish, now);
            return search.first(condition + " AND t.lease_person_id = :me AND " + HAS_DRAFT, "t.saved_at")
                    .or(() -> search.first(condition, "t.saved_at"));
        });
    }

    /** Looks for a task and takes it. */
    private final class Search {
        private final Handle handle;
        private final Wish wish;
        private final long now;

        Search(Handle handle, Wish wish, long now) {
            this.handle = handle;
            this.wish = wish;
            this.now = now;
        }

        Optional<Task> first(String condition, String order) {
            String exclude = wish.exclude().isEmpty() ? "" : " AND t.id NOT IN (<exclude>)";
            Query query = handle.createQuery("SELECT t.id FROM task t WHERE " + condition + exclude + " ORDER BY "
                            + order + " LIMIT 1 " + database.dialect().lockFree())
                    .bind("me", wish.person().id())
                    .bind("now", now);
            if (!wish.exclude().isEmpty()) {
                query.bindList("exclude", wish.exclude());
            }
            return query.mapTo(Long.class).findOne().map(id -> take(handle, id, wish.person(), now));
        }
    }

    /**
     * Takes a certain task, or keeps it for longer.
     *
     * @throws LeasedException if somebody else has it
     * @throws OthersWorkException if the person gives or gave the other opinion on the image
     * @throws NoSuchElementException if there is none of this number
     */
    public Task lease(long id, Person person, long now) {
        return database.write(handle -> {
            Task task = locked(handle, database.dialect(), id);
            checkFree(task, person, now);
            OthersWork.checkSee(handle, id, person);
            if (task.state() == TaskState.OPEN || task.state() == TaskState.RETURNED) {
                OthersWork.checkMark(handle, id, person);
            }
            return take(handle, id, person, now);
        });
    }

    private static Task take(Handle handle, long id, Person person, long now) {
        Saves.keepDraftOfOthers(handle, id, person, now);
        handle.createUpdate("UPDATE task SET lease_person_id = :me, lease_until = :until WHERE id = :id")
                .bind("me", person.id())
                .bind("until", now + DURATION.toMillis())
                .bind("id", id)
                .execute();
        return TaskTable.find(handle, id).orElseThrow();
    }

    /** Hands a task back, whose draft stays its person's own; nothing happens if somebody else has it. */
    public void release(long id, Person person) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE task SET lease_until = 0, lease_person_id ="
                                + " CASE WHEN draft_shapes IS NULL THEN NULL ELSE lease_person_id END WHERE id = :id AND lease_person_id = :me")
                .bind("id", id)
                .bind("me", person.id())
                .execute());
    }

    /** A task that nobody else changes until the end of the transaction. */
    static Task locked(Handle handle, Dialect dialect, long id) {
        return handle.createQuery("SELECT t.id FROM task t WHERE t.id = :id " + dialect.lock())
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .flatMap(locked -> TaskTable.find(handle, locked))
                .orElseThrow(() -> new NoSuchElementException("There is no task " + id));
    }

    static void checkFree(Task task, Person person, long now) {
        @Nullable Lease lease = task.lease();
        if (lease != null && lease.personId() != person.id() && lease.until().toEpochMilli() >= now) {
            throw new LeasedException(lease);
        }
    }
}
