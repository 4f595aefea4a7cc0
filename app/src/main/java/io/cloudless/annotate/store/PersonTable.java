package io.cloudless.annotate.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Who takes part, and from which browsers. */
public final class PersonTable {
    private static final RowMapper<Person> PERSON =
            (row, context) -> new Person(row.getLong("id"), row.getString("name"), row.getString("password"));

    private final Database database;

    PersonTable(Database database) {
        this.database = database;
    }

    /** In the order of their names. */
    public List<Person> all() {
        return database.read(handle -> handle.createQuery("SELECT id, name, password FROM person ORDER BY name")
                .map(PERSON)
                .list());
    }

    public Optional<Person> find(String name) {
        return database.read(handle -> handle.createQuery("SELECT id, name, password FROM person WHERE name = :name")
                .bind("name", name)
                .map(PERSON)
                .findOne());
    }

    /**
     * The person of this name, who is added if unknown.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public Person named(String name) {
        String checked = Person.checkedName(name);
        return find(checked).orElseGet(() -> {
            database.write(handle -> handle.createUpdate(
                            "INSERT INTO person (name) VALUES (:name) ON CONFLICT (name) DO NOTHING")
                    .bind("name", checked)
                    .execute());
            return find(checked).orElseThrow();
        });
    }

    /** Gives a person a password, or with null takes it away; either way they are logged out everywhere. */
    public void setPassword(Person person, @Nullable String hash) {
        database.write(handle -> {
            handle.createUpdate("DELETE FROM session WHERE person_id = :id")
                    .bind("id", person.id())
                    .execute();
            return handle.createUpdate("UPDATE person SET password = :hash WHERE id = :id")
                    .bind("hash", hash)
                    .bind("id", person.id())
                    .execute();
        });
    }

    /** Remembers a browser. */
    public void addSession(String tokenHash, Session session, long expires, long now) {
        database.write(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires < :now")
                    .bind("now", now)
                    .execute();
            return handle.createUpdate("INSERT INTO session (token_hash, person_id, csrf, expires)"
                            + " VALUES (:token, :person, :csrf, :expires)")
                    .bind("token", tokenHash)
                    .bind("person", session.person().id())
                    .bind("csrf", session.csrf())
                    .bind("expires", expires)
                    .execute();
        });
    }

    /** The browser that holds what this is the hash of. */
    public Optional<Session> session(String tokenHash, long now) {
        return database.read(handle -> handle.createQuery("SELECT p.id, p.name, p.password, s.csrf FROM session s"
                        + " JOIN person p ON p.id = s.person_id WHERE s.token_hash = :token AND s.expires >= :now")
                .bind("token", tokenHash)
                .bind("now", now)
                .map((row, context) -> new Session(PERSON.map(row, context), row.getString("csrf")))
                .findOne());
    }

    /** Forgets a browser. */
    public void removeSession(String tokenHash) {
        database.write(handle -> handle.createUpdate("DELETE FROM session WHERE token_hash = :token")
                .bind("token", tokenHash)
                .execute());
    }
}
