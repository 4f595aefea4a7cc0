package io.cloudless.annotate.store;

import java.util.Optional;

/** How a project is set up, as texts by name. */
public final class SettingTable {
    private final Database database;

    SettingTable(Database database) {
        this.database = database;
    }

    public Optional<String> find(String name) {
        return database.read(handle -> handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
    }

    /** Sets it, or sets it anew. */
    public void put(String name, String value) {
        database.write(handle -> handle.createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("name", name)
                .bind("value", value)
                .execute());
    }
}
