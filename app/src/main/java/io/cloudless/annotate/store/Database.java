package io.cloudless.annotate.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database of a project. What a write has returned from is on disk: SQLite runs with a write-ahead log that is
 * synchronised at every commit, PostgreSQL does so by itself.
 */
public final class Database implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:io/cloudless/annotate/store/migration";
    private static final int CONNECTIONS = 8;
    private static final int BUSY_MILLISECONDS = 20_000;

    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Dialect dialect;
    /** SQLite lets writers of one process wait by polling, which is slow and unfair; with this they queue up. */
    private final ReentrantLock writers = new ReentrantLock(true);

    private Database(DataSource source, Dialect dialect, Path name) {
        this.dialect = dialect;
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        try {
            this.connections = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new InputException(
                    name,
                    "there is no getting into this database (" + e.getMessage() + ")",
                    "Check that it is there, and its user and password",
                    e);
        }
        this.jdbi = Jdbi.create(connections);
        try {
            migrate();
        } catch (FlywayException e) {
            connections.close();
            throw new InputException(
                    name,
                    "is no project of this version of Cloudless ("
                            + String.valueOf(e.getMessage()).strip() + ")",
                    "Use the version that made it, or a newer one",
                    e);
        }
    }

    private void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations(MIGRATIONS)
                .placeholders(Map.of("identity", dialect.identity()))
                .load()
                .migrate();
    }

    /** Opens a database file, or makes it. */
    public static Database sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        // A transaction that reads before it writes must not find its snapshot outdated when it does.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return new Database(source, Dialect.SQLITE, file);
    }

    /**
     * Opens a PostgreSQL database; its tables are made if they are missing.
     *
     * @param url such as {@code jdbc:postgresql://host/database?user=…&password=…}
     */
    public static Database postgresql(String url) {
        org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    Path.of("--database"), "is no address of a database", "Expected jdbc:postgresql://HOST/NAME", e);
        }
        return new Database(
                source, Dialect.POSTGRESQL, Path.of(source.getDatabaseName() + "@" + source.getServerNames()[0]));
    }

    public SettingTable settings() {
        return new SettingTable(this);
    }

    public PersonTable people() {
        return new PersonTable(this);
    }

    public SceneTable scenes() {
        return new SceneTable(this);
    }

    public ImageTable images() {
        return new ImageTable(this);
    }

    public TaskTable tasks() {
        return new TaskTable(this);
    }

    public Leases leases() {
        return new Leases(this);
    }

    public Saves saves() {
        return new Saves(this);
    }

    /** A copy as one SQLite file, as of one moment, while others go on working. */
    public void copyTo(Path file) {
        new DatabaseCopy(this).write(file);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Asks something. */
    <R> R read(HandleCallback<R, RuntimeException> question) {
        return jdbi.withHandle(question);
    }

    /** Changes something: all of it or, where the change throws, nothing. On disk on return. */
    <R> R write(HandleCallback<R, RuntimeException> change) {
        return write(dialect.amongWriters(), change);
    }

    /** The same while nobody else writes, in this process or in others. What others read is what was before. */
    <R> R writeAlone(HandleCallback<R, RuntimeException> change) {
        return write(dialect.aloneWriting(), change);
    }

    private <R> R write(String lock, HandleCallback<R, RuntimeException> change) {
        if (dialect == Dialect.POSTGRESQL) {
            return transaction(lock, change);
        }
        writers.lock();
        try {
            return transaction(lock, change);
        } finally {
            writers.unlock();
        }
    }

    private <R> R transaction(String lock, HandleCallback<R, RuntimeException> change) {
        return jdbi.inTransaction(handle -> {
            if (!lock.isEmpty()) {
                handle.execute(lock);
            }
            return change.withHandle(handle);
        });
    }

    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        connections.close();
    }
}
