package io.pxe4j.testkit.lease;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of the tests' own, started once. */
final class Postgres {
    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
        static int databases;

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                return Assumptions.abort("no PostgreSQL can be started here: " + e);
            }
        }
    }

    private Postgres() {}

    static synchronized DataSource emptyDatabase() throws SQLException {
        String name = "leases" + Started.databases++;
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return Started.SERVER.getDatabase("postgres", name);
    }
}
