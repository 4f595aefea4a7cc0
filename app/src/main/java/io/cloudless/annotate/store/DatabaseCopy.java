package io.cloudless.annotate.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** A project's data as one SQLite file: what a backup keeps, whichever database it comes from. */
final class DatabaseCopy {
    /** Those that refer to others after them. Sessions stay out: nobody should be able to log in with a backup. */
    private static final List<String> TABLES = List.of("setting", "person", "scene", "image", "task", "revision");

    private static final int ROWS_AT_ONCE = 500;

    private final Database source;

    DatabaseCopy(Database source) {
        this.source = source;
    }

    /**
     * Goes by a connection of its own, so that it can be made while a transaction keeps others from writing.
     *
     * @param file does not exist yet
     */
    void write(Path file) {
        if (source.dialect() == Dialect.SQLITE) {
            try (Handle from = source.jdbi().open()) {
                from.execute("VACUUM INTO ?", file.toString());
            }
            try (Database copy = Database.sqlite(file)) {
                copy.write(handle -> handle.execute("DELETE FROM session"));
            }
            return;
        }
        try (Database copy = Database.sqlite(file);
                Handle handle = source.jdbi().open()) {
            handle.useTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ,
                    from -> copy.write(to -> {
                        TABLES.forEach(table -> copyTable(table, from, to));
                        return null;
                    }));
        }
    }

    private static void copyTable(String table, Handle from, Handle to) {
        try (var rows = from.createQuery("SELECT * FROM " + table).setFetchSize(ROWS_AT_ONCE).mapToMap().stream()) {
            Batches batches = new Batches(table, to);
            rows.forEach(batches::add);
            batches.flush();
        }
    }

    /** Rows on their way into a table, some at a time. */
    private static final class Batches {
        private final String table;
        private final Handle to;
        private @Nullable PreparedBatch batch;

        Batches(String table, Handle to) {
            this.table = table;
            this.to = to;
        }

        void add(Map<String, Object> row) {
            if (batch == null) {
                String columns = String.join(", ", row.keySet());
                String values = row.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
                batch = to.prepareBatch("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")");
            }
            batch.bindMap(row).add();
            if (batch.size() >= ROWS_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            if (batch != null) {
                batch.execute();
                batch = null;
            }
        }
    }
}
