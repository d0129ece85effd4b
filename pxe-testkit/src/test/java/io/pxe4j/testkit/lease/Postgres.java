package io.pxe4j.testkit.lease;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of the tests' own, started once. */
final class Postgres {
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start(EmbeddedPostgres.builder());
    }

    private Postgres() {}

    /** Always the same one, which one test at a time has: each new one is eight megabytes in a thousand files. */
    static DataSource emptyDatabase() throws SQLException {
        DataSource database = Shared.SERVER.getPostgresDatabase();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS pxe4j_lease, pxe4j_schema");
            statement.execute("ALTER DATABASE postgres RESET ALL");
        }
        return database;
    }

    /**
     * A server of the caller's own.
     *
     * @param directory for its data, or with the data of an earlier one
     * @param port 0 for a free one
     */
    static EmbeddedPostgres start(Path directory, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false);
        return start(port == 0 ? builder : builder.setPort(port));
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException | IllegalStateException e) {
            return Assumptions.abort("no PostgreSQL can be started here: " + e);
        }
    }
}
