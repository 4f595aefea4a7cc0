package io.cloudless.annotate.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The scenes of a project. */
public final class SceneTable {
    static final RowMapper<Scene> SCENE = (row, context) -> new Scene(
            row.getLong("id"),
            row.getString("name"),
            row.getString("source"),
            row.getInt("width"),
            row.getInt("height"),
            row.getString("profile"),
            row.getInt("complete") == 1);

    private final Database database;

    SceneTable(Database database) {
        this.database = database;
    }

    /** The scene of a source. */
    public Optional<Scene> find(String source) {
        return database.read(handle -> find(handle, "source", source));
    }

    private static Optional<Scene> find(Handle handle, String column, String value) {
        return handle.createQuery("SELECT * FROM scene WHERE " + column + " = :value")
                .bind("value", value)
                .map(SCENE)
                .findOne();
    }

    /**
     * Adds a scene without its images, unless its source is there.
     *
     * @param name taken with a number behind it where another scene has it
     */
    public Scene add(String name, String source, int width, int height, String profile) {
        return database.write(handle -> find(handle, "source", source).orElseGet(() -> {
            String free = name;
            for (int number = 2; find(handle, "name", free).isPresent(); number++) {
                free = name + "-" + number;
            }
            handle.createUpdate("INSERT INTO scene (name, source, width, height, profile, complete)"
                            + " VALUES (:name, :source, :width, :height, :profile, 0)")
                    .bind("name", free)
                    .bind("source", source)
                    .bind("width", width)
                    .bind("height", height)
                    .bind("profile", profile)
                    .execute();
            return find(handle, "source", source).orElseThrow();
        }));
    }

    /**
     * The scene of another source, which is now that of this one: its images stay, and what was left out may come.
     *
     * @param start of the other source
     */
    public Optional<Scene> reopen(String start, String source) {
        return database.write(handle -> {
            handle.createUpdate("UPDATE scene SET source = :source, complete = 0 WHERE id ="
                            + " (SELECT MIN(id) FROM scene WHERE source LIKE :start)")
                    .bind("source", source)
                    .bind("start", start + "%")
                    .execute();
            return find(handle, "source", source);
        });
    }

    /** All its images are there. */
    public void complete(Scene scene) {
        database.write(handle -> handle.createUpdate("UPDATE scene SET complete = 1 WHERE id = :id")
                .bind("id", scene.id())
                .execute());
    }

    /**
     * Removes all scenes with all images and annotations; who takes part and how the project is set up stays.
     *
     * @param before done while nobody can write any more and all is still there to be read; where it throws, all stays
     */
    public void clear(Runnable before) {
        database.writeAlone(handle -> {
            before.run();
            return handle.execute("DELETE FROM scene");
        });
    }
}
