package io.cloudless.annotate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The databases that a project may lie in, each empty. */
public enum Databases {
    SQLITE {
        @Override
        public Project open(Path folder) {
            return Project.open(folder);
        }
    },
    POSTGRESQL {
        @Override
        public Project open(Path folder) {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Project.open(folder, Server.POSTGRES.getJdbcUrl("postgres", name));
        }
    };

    /** A new project. */
    public abstract Project open(Path folder);

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
