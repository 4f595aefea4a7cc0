package io.cloudless.annotate.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Who takes part, and from which browsers. */
public final class PersonTable {
    private static final String SELECT = "SELECT id, name, password, chosen FROM person";
    private static final RowMapper<Person> PERSON = (row, context) ->
            new Person(row.getLong("id"), row.getString("name"), row.getString("password"), row.getInt("chosen") == 1);

    private final Database database;

    PersonTable(Database database) {
        this.database = database;
    }

    /** In the order of their names. */
    public List<Person> all() {
        return database.read(handle ->
                handle.createQuery(SELECT + " ORDER BY name").map(PERSON).list());
    }

    public Optional<Person> find(String name) {
        return database.read(handle -> find(handle, name));
    }

    private static Optional<Person> find(Handle handle, String name) {
        return handle.createQuery(SELECT + " WHERE name = :name")
                .bind("name", name)
                .map(PERSON)
                .findOne();
    }

    /**
     * The person of this name, who is added if unknown.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public Person named(String name) {
        return named(name, false);
    }

    /**
     * Who comes under a token and this name, and is added if unknown.
     *
     * @return empty if the name is that of somebody who does not come under a token
     * @throws IllegalArgumentException if it is no name
     */
    public Optional<Person> chosen(String name) {
        return Optional.of(named(name, true)).filter(Person::chosen);
    }

    private Person named(String name, boolean chosen) {
        String checked = Person.checkedName(name);
        return find(checked)
                .orElseGet(() -> database.write(handle -> {
                    handle.createUpdate("INSERT INTO person (name, chosen) VALUES (:name, :chosen)"
                                    + " ON CONFLICT (name) DO NOTHING")
                            .bind("name", checked)
                            .bind("chosen", chosen ? 1 : 0)
                            .execute();
                    return find(handle, checked).orElseThrow();
                }));
    }

    /**
     * Frees a name that was chosen under a token for somebody with a password. Who chose it keeps what they marked, under a
     * name that says where it is from.
     *
     * @return the person under the new name
     */
    public Person setAside(Person person) {
        return database.write(handle -> {
            String name = person.name() + " (token)";
            for (int number = 2; find(handle, name).isPresent(); number++) {
                name = person.name() + " (token " + number + ")";
            }
            handle.createUpdate("UPDATE person SET name = :name WHERE id = :id")
                    .bind("name", name)
                    .bind("id", person.id())
                    .execute();
            return find(handle, name).orElseThrow();
        });
    }

    /**
     * Gives a person a password, or with null takes it away; either way they are logged out everywhere.
     *
     * @throws IllegalArgumentException if a name that was chosen under a token is to get one
     */
    public void setPassword(Person person, @Nullable String hash) {
        if (person.chosen() && hash != null) {
            throw new IllegalArgumentException("'" + person.name() + "' was chosen under a token and gets no password");
        }
        database.write(handle -> {
            // First, so that whoever is logging in with the old one is done by now, or is too late.
            handle.createUpdate("UPDATE person SET password = :hash WHERE id = :id")
                    .bind("hash", hash)
                    .bind("id", person.id())
                    .execute();
            return handle.createUpdate("DELETE FROM session WHERE person_id = :id")
                    .bind("id", person.id())
                    .execute();
        });
    }

    /**
     * Remembers a browser.
     *
     * @return false, and nothing is remembered, if the person has got another password since they were looked up
     */
    public boolean addSession(String tokenHash, Session session, long expires, long now) {
        return database.write(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires < :now")
                    .bind("now", now)
                    .execute();
            return handle.createUpdate("INSERT INTO session (token_hash, person_id, csrf, expires)"
                                    + " SELECT :token, t.id, :csrf, :expires FROM person t WHERE t.id = :person"
                                    + " AND COALESCE(t.password, '') = :password "
                                    + database.dialect().lock())
                            .bind("token", tokenHash)
                            .bind("person", session.person().id())
                            .bind(
                                    "password",
                                    Objects.requireNonNullElse(session.person().password(), ""))
                            .bind("csrf", session.csrf())
                            .bind("expires", expires)
                            .execute()
                    == 1;
        });
    }

    /** The browser that holds what this is the hash of. */
    public Optional<Session> session(String tokenHash, long now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT p.id, p.name, p.password, p.chosen, s.csrf FROM session s"
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
