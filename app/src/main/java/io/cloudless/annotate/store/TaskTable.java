package io.cloudless.annotate.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tasks of a project, to look at: {@link Leases} hands them out and {@link Saves} changes them. */
public final class TaskTable {
    private static final String SELECT = "SELECT t.id AS task_id, t.version, t.round, t.state, t.shapes, t.note,"
            + " t.draft_shapes, t.draft_note, t.model, t.reason, t.saved_at, t.lease_person_id, t.lease_until,"
            + " t.usefulness, a.name AS annotator, r.name AS reviewer, l.name AS lease_person, " + ImageTable.COLUMNS
            + " FROM task t" + ImageTable.JOINS + " LEFT JOIN person a ON a.id = t.annotator_id"
            + " LEFT JOIN person r ON r.id = t.reviewer_id LEFT JOIN person l ON l.id = t.lease_person_id";

    private static final RowMapper<Task> TASK = (row, context) -> task(row);

    private final Database database;

    TaskTable(Database database) {
        this.database = database;
    }

    private static Task task(ResultSet row) throws SQLException {
        String draft = row.getString("draft_shapes");
        String draftNote = row.getString("draft_note");
        long savedAt = row.getLong("saved_at");
        return new Task(
                row.getLong("task_id"),
                row.getLong("version"),
                row.getInt("round"),
                TaskState.of(row.getString("state")),
                ImageTable.image(row),
                new Task.Content(row.getString("shapes"), row.getString("note")),
                draft == null ? null : new Task.Content(draft, draftNote == null ? "" : draftNote),
                ModelShare.of(row.getString("model")),
                row.getString("annotator"),
                row.getString("reviewer"),
                row.getString("reason"),
                savedAt == 0 ? null : Instant.ofEpochMilli(savedAt),
                lease(row));
    }

    private static @Nullable Lease lease(ResultSet row) throws SQLException {
        String person = row.getString("lease_person");
        return person == null
                ? null
                : new Lease(row.getLong("lease_person_id"), person, Instant.ofEpochMilli(row.getLong("lease_until")));
    }

    public Optional<Task> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    /**
     * A task as somebody sees it.
     *
     * @throws OthersWorkException if the person may not see what is marked
     */
    public Optional<Task> find(long id, Person person) {
        return database.read(handle -> {
            OthersWork.checkSee(handle, id, person);
            return find(handle, id);
        });
    }

    static Optional<Task> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " WHERE t.id = :id")
                .bind("id", id)
                .map(TASK)
                .findOne();
    }

    /** The task of marking an image for the first time. */
    public Optional<Task> ofImage(String name) {
        return database.read(handle -> handle.createQuery(SELECT + " WHERE i.name = :name AND t.round = 1")
                .bind("name", name)
                .map(TASK)
                .findOne());
    }

    /** Those of a state, finished before a moment, the newest first. */
    public List<Task> inState(TaskState state, long before, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + " WHERE t.state = :state AND t.saved_at < :before"
                        + " ORDER BY t.saved_at DESC, t.id DESC LIMIT :limit")
                .bind("state", state.word())
                .bind("before", before)
                .bind("limit", limit)
                .map(TASK)
                .list());
    }

    /**
     * Those of a round that are done or accepted, by the number of their image, to be gone through without holding all in
     * memory.
     *
     * @param after number of the last image of the page before, 0 for the first page
     */
    public List<Task> finished(int round, long after, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + " WHERE t.round = :round"
                        + " AND t.state IN ('done', 'accepted') AND t.image_id > :after"
                        + " ORDER BY t.image_id LIMIT :limit")
                .bind("round", round)
                .bind("after", after)
                .bind("limit", limit)
                .map(TASK)
                .list());
    }

    /** How many images were changed after they were finished, and not finished again. */
    public int changedSince() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM task WHERE round = 1"
                        + " AND state IN ('done', 'accepted') AND draft_shapes IS NOT NULL")
                .mapTo(Integer.class)
                .one());
    }

    /** Tasks of the images of the same scene that lie within this many pixels of an image, itself among them. */
    public List<Task> near(Image image, int distance) {
        return database.read(handle -> handle.createQuery(SELECT + " WHERE i.scene_id = :scene AND t.round = 1"
                        + " AND i.x <= :right AND i.x + i.width >= :left"
                        + " AND i.y <= :bottom AND i.y + i.height >= :top ORDER BY i.id")
                .bind("scene", image.scene().id())
                .bind("left", image.window().x() - distance)
                .bind("right", image.window().right() + distance)
                .bind("top", image.window().y() - distance)
                .bind("bottom", image.window().bottom() + distance)
                .map(TASK)
                .list());
    }

    /** How far the project has come; second opinions are not counted. */
    public ProjectProgress progress() {
        return database.read(handle -> {
            Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
            handle.createQuery("SELECT state, COUNT(*) AS tasks FROM task WHERE round = 1 GROUP BY state")
                    .map((row, context) -> Map.entry(TaskState.of(row.getString("state")), row.getInt("tasks")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            int ranked = handle.createQuery("SELECT COUNT(*) FROM task WHERE round = 1 AND usefulness >= 0")
                    .mapTo(Integer.class)
                    .one();
            return new ProjectProgress(counts, ranked);
        });
    }

    /** What everybody who finished or reviewed something has done, by name. */
    public List<PersonStatistics> statistics() {
        return database.read(PersonStatistics::all);
    }
}
