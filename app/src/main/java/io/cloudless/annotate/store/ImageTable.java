package io.cloudless.annotate.store;

import io.cloudless.raster.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The images of a project. Each is added together with the task of marking it. */
public final class ImageTable {
    /** To be read by {@link #image}. */
    static final String COLUMNS = "i.id AS image_id, i.name AS image_name, i.hash, i.x, i.y, i.width AS image_width,"
            + " i.height AS image_height, s.id, s.name, s.source, s.width, s.height, s.profile, s.complete";

    static final String JOINS = " JOIN image i ON i.id = t.image_id JOIN scene s ON s.id = i.scene_id";

    private final Database database;

    ImageTable(Database database) {
        this.database = database;
    }

    static Image image(ResultSet row) throws SQLException {
        return new Image(
                row.getLong("image_id"),
                new Scene(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("source"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("profile"),
                        row.getInt("complete") == 1),
                row.getString("image_name"),
                row.getString("hash"),
                new Window(row.getInt("x"), row.getInt("y"), row.getInt("image_width"), row.getInt("image_height")),
                row.getDouble("usefulness"));
    }

    /** An image by its number. */
    public Optional<Image> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + ", t.usefulness FROM task t" + JOINS
                        + " WHERE t.image_id = :id AND t.round = 1")
                .bind("id", id)
                .map((row, context) -> image(row))
                .findOne());
    }

    /** Where images of a scene begin: column and row. */
    public Set<List<Integer>> places(Scene scene) {
        return database.read(handle -> handle.createQuery("SELECT x, y FROM image WHERE scene_id = :scene")
                .bind("scene", scene.id())
                .map((row, context) -> List.of(row.getInt("x"), row.getInt("y")))
                .collect(Collectors.toSet()));
    }

    /**
     * Adds images of a scene; those whose place is taken are passed over. One whose name another scene's image has gets a
     * number behind it.
     */
    public void add(Scene scene, List<NewImage> images) {
        if (images.isEmpty()) {
            return;
        }
        database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch("INSERT INTO image (scene_id, name, hash, x, y, width, height)"
                    + " VALUES (:scene, :name, :hash, :x, :y, :width, :height)"
                    + " ON CONFLICT (scene_id, x, y) DO NOTHING");
            PreparedBatch tasks = handle.prepareBatch("INSERT INTO task (image_id, round, state, shuffle)"
                    + " SELECT id, 1, 'open', :shuffle FROM image WHERE scene_id = :scene AND x = :x AND y = :y"
                    + " ON CONFLICT DO NOTHING");
            for (NewImage image : images) {
                Window window = image.window();
                rows.bind("scene", scene.id())
                        .bind("name", freeName(handle, image.name()))
                        .bind("hash", image.hash())
                        .bind("x", window.x())
                        .bind("y", window.y())
                        .bind("width", window.width())
                        .bind("height", window.height())
                        .add();
                tasks.bind("scene", scene.id())
                        .bind("x", window.x())
                        .bind("y", window.y())
                        .bind("shuffle", image.shuffle())
                        .add();
            }
            rows.execute();
            return tasks.execute();
        });
    }

    private static String freeName(Handle handle, String name) {
        String free = name;
        for (int number = 2; isTaken(handle, free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private static boolean isTaken(Handle handle, String name) {
        return handle.createQuery("SELECT 1 FROM image WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Some images that the model was not asked about yet, after the one of this number. */
    public List<Image> unranked(long after, int limit) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + ", t.usefulness FROM task t" + JOINS
                        + " WHERE t.round = 1 AND i.prelabels IS NULL AND i.id > :after ORDER BY i.id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> image(row))
                .list());
    }

    /** What the model finds in an image, as JSON. */
    public Optional<String> prelabels(long id) {
        return database.read(handle -> handle.createQuery("SELECT prelabels FROM image WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    /** Keeps what the model finds in an image and how unsure it is, 0 to 1. */
    public void setPrelabels(long id, String prelabels, double usefulness) {
        database.write(handle -> {
            handle.createUpdate("UPDATE task SET usefulness = :usefulness WHERE image_id = :id")
                    .bind("usefulness", usefulness)
                    .bind("id", id)
                    .execute();
            return handle.createUpdate("UPDATE image SET prelabels = :prelabels WHERE id = :id")
                    .bind("prelabels", prelabels)
                    .bind("id", id)
                    .execute();
        });
    }

    /** The names of all images. */
    public List<String> names() {
        return database.read(handle ->
                handle.createQuery("SELECT name FROM image").mapTo(String.class).list());
    }

    /** The files that images lie in. */
    public Set<String> hashes() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT hash FROM image")
                .mapTo(String.class)
                .collect(Collectors.toSet()));
    }
}
