package io.pxe4j.dhcp.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** In what databases differ: how a commit becomes durable, and a few words of SQL. */
enum Dialect {
    SQLITE("INTEGER", " ON CONFLICT DO NOTHING"),
    H2("BIGINT", ""),
    POSTGRESQL("BIGINT", " ON CONFLICT DO NOTHING"),
    OTHER("BIGINT", "");

    // SQLite's result codes: https://www.sqlite.org/rescode.html
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_CONSTRAINT = 19;

    private static final int PAGE_SIZE = 1024;
    // The log is folded into the file at this size, so that a page that changes often is copied once: 32 MiB.
    private static final int CHECKPOINT_PAGES = 32 * 1024;
    private static final int CACHE_KIB = 32 * 1024;

    private final String addressType;
    private final String insertEnding;

    Dialect(String addressType, String insertEnding) {
        this.addressType = addressType;
        this.insertEnding = insertEnding;
    }

    static Dialect of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "sqlite" -> SQLITE;
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            default -> OTHER;
        };
    }

    /** The type of the primary key: SQLite makes a table's own key of it only by this name. */
    String addressType() {
        return addressType;
    }

    /** Behind an INSERT: spares the transaction the violation of a unique index, where there are words for it. */
    String insertEnding() {
        return insertEnding;
    }

    /** At the start of each connection: a commit that is reported is on the disk, even when the power fails. */
    void prepare(Connection connection, Duration patience) throws SQLException {
        if (this == SQLITE) {
            execute(connection, "PRAGMA busy_timeout=" + patience.toMillis());
            // A commit writes whole pages, and leases that are renewed together lie apart: the smaller, the less to
            // write.
            execute(connection, "PRAGMA page_size=" + PAGE_SIZE);
            execute(connection, "PRAGMA journal_mode=WAL");
            execute(connection, "PRAGMA synchronous=FULL");
            execute(connection, "PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
            execute(connection, "PRAGMA cache_size=-" + CACHE_KIB);
        } else if (this == H2) {
            execute(connection, "SET WRITE_DELAY 0");
        } else if (this == POSTGRESQL) {
            execute(
                    connection,
                    "SELECT set_config('synchronous_commit', 'local', false)"
                            + " WHERE current_setting('synchronous_commit') = 'off'");
        }
    }

    /** After each commit: H2 writes its file then, but leaves it to the system when it reaches the disk. */
    void makeDurable(Connection connection) throws SQLException {
        if (this == H2) {
            execute(connection, "CHECKPOINT SYNC");
        }
    }

    boolean isUniqueViolation(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || hasState(e, "23")
                || this == SQLITE && (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
    }

    /** Whether another transaction was in the way, and the same may work when it is tried again. */
    boolean isConflict(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return hasState(e, "40") || this == SQLITE && (code == SQLITE_BUSY || code == SQLITE_LOCKED);
    }

    private static boolean hasState(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Some of these answer with a row, others with none.
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                }
            }
        }
    }
}
