package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.jdbc.JdbcLeaseStoreBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

class PostgresLeaseStoreTest {
    @Nested
    class Shared extends OnPostgres {}

    @Nested
    class WithAMirror extends OnPostgres {
        @Override
        JdbcLeaseStoreBuilder configure(JdbcLeaseStoreBuilder builder) {
            return builder.exclusive(true);
        }
    }

    abstract static class OnPostgres extends JdbcContract {
        private DataSource database;

        @Override
        DataSource emptyDatabase() throws SQLException {
            database = Postgres.emptyDatabase();
            return database;
        }

        @Override
        DataSource sameDatabase() {
            return database;
        }
    }
}
