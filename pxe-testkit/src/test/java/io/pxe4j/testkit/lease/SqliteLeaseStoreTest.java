package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.jdbc.JdbcLeaseStoreBuilder;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeaseStoreTest {
    @Nested
    class WithAMirror extends Sqlite {}

    @Nested
    class Shared extends Sqlite {
        @Override
        JdbcLeaseStoreBuilder configure(JdbcLeaseStoreBuilder builder) {
            return builder.exclusive(false);
        }
    }

    abstract static class Sqlite extends JdbcContract {
        @TempDir
        Path directory;

        private int files;

        @Override
        DataSource emptyDatabase() {
            files++;
            return sameDatabase();
        }

        @Override
        DataSource sameDatabase() {
            return new Database("jdbc:sqlite:" + directory.resolve("leases" + files + ".db"));
        }
    }
}
