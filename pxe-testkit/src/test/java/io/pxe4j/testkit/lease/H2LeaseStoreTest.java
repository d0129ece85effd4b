package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.jdbc.JdbcLeaseStoreBuilder;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class H2LeaseStoreTest {
    @Nested
    class Shared extends H2 {}

    @Nested
    class WithAMirror extends H2 {
        @Override
        JdbcLeaseStoreBuilder configure(JdbcLeaseStoreBuilder builder) {
            return builder.exclusive(true);
        }
    }

    abstract static class H2 extends JdbcContract {
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
            return new Database("jdbc:h2:file:" + directory.resolve("leases" + files));
        }
    }
}
