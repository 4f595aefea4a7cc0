package io.cloudless.annotate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The databases that a project may lie in; {@link OnEachDatabase} runs tests on all of them. */
public enum Databases {
    SQLITE {
        @Override
        public @Nullable String create() {
            return null;
        }
    },
    POSTGRESQL {
        @Override
        public String create() {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.POSTGRES.getJdbcUrl("postgres", name);
        }
    };

    /** An empty database, as {@link Project#open(Path, String)} takes it; null: the file in the project's folder. */
    public abstract @Nullable String create();

    /** A new project. */
    public Project open(Path folder) {
        return Project.open(folder, create());
    }

    /** Started by the first test that needs it, ended with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
