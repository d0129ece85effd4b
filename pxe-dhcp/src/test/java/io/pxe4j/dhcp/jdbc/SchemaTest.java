package io.pxe4j.dhcp.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How tables come to be, on each database. */
class SchemaTest {
    private static final Schema.Migration FIRST =
            dialect -> List.of("CREATE TABLE IF NOT EXISTS pxe4j_test (name VARCHAR(9))");
    private static final Schema.Migration SECOND = dialect -> List.of(
            "INSERT INTO pxe4j_test (name) VALUES ('one')", "CREATE TABLE IF NOT EXISTS pxe4j_more (x INTEGER)");
    private static final Schema.Migration BROKEN =
            dialect -> List.of("INSERT INTO pxe4j_test (name) VALUES ('two')", "CREATE NONSENSE");

    @TempDir
    Path directory;

    private DataSource empty(String kind) {
        String url = kind.equals("h2")
                ? "jdbc:h2:file:" + directory.resolve("leases")
                : "jdbc:sqlite:" + directory.resolve("leases.db") + "?busy_timeout=20000";
        return new UrlDataSource(url, new Properties());
    }

    private static void migrate(DataSource database, Schema.Migration... steps) throws SQLException {
        try (Connection connection = database.getConnection()) {
            new Schema(List.of(steps)).migrate(connection, Dialect.of(connection));
        }
    }

    private static int number(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int version(DataSource database) throws SQLException {
        return number(database, "SELECT version FROM pxe4j_schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "h2"})
    void olderDatabaseIsBroughtToTheNewestVersion(String kind) throws Exception {
        DataSource database = empty(kind);
        migrate(database, FIRST);
        assertThat(version(database)).isEqualTo(1);
        migrate(database, FIRST, SECOND);
        migrate(database, FIRST, SECOND);

        assertThat(version(database)).isEqualTo(2);
        assertThat(number(database, "SELECT COUNT(*) FROM pxe4j_test")).isEqualTo(1);
        assertThat(number(database, "SELECT COUNT(*) FROM pxe4j_more")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "h2"})
    void emptyDatabaseGetsAllSteps(String kind) throws Exception {
        DataSource database = empty(kind);
        migrate(database, FIRST, SECOND);

        assertThat(version(database)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "h2"})
    void newerDatabaseIsRefusedInASentence(String kind) throws Exception {
        DataSource database = empty(kind);
        migrate(database, FIRST, SECOND);

        assertThatThrownBy(() -> migrate(database, FIRST))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessage("The lease database has schema version 2, this program knows versions up to 1:"
                        + " a newer program has been here, use that");
        assertThat(version(database)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = "sqlite")
    void stepThatFailsLeavesNoTrace(String kind) throws Exception {
        DataSource database = empty(kind);
        migrate(database, FIRST, SECOND);

        assertThatThrownBy(() -> migrate(database, FIRST, SECOND, BROKEN)).isInstanceOf(SQLException.class);
        assertThat(version(database)).isEqualTo(2);
        assertThat(number(database, "SELECT COUNT(*) FROM pxe4j_test")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "h2"})
    void serversThatStartTogetherDoNotDisturbEachOther(String kind) throws Exception {
        DataSource database = empty(kind);
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(CompletableFuture.runAsync(
                    () -> JdbcLeaseStore.builder(database).open().close()));
        }
        for (CompletableFuture<Void> start : starts) {
            start.get(60, TimeUnit.SECONDS);
        }
        assertThat(version(database)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "h2"})
    void commitsAreDurable(String kind) throws Exception {
        DataSource database = empty(kind);
        try (Connection connection = database.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            dialect.prepare(connection, Duration.ofSeconds(1));
            String setting = dialect == Dialect.SQLITE
                    ? "PRAGMA synchronous"
                    : "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(setting)) {
                rows.next();
                // SQLite: 2 is FULL
                assertThat(rows.getInt(1)).isEqualTo(dialect == Dialect.SQLITE ? 2 : 0);
            }
            dialect.makeDurable(connection);
        }
    }
}
