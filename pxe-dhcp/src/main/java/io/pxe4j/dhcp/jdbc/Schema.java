package io.pxe4j.dhcp.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, and the steps that lead from each version of them to the next.
 *
 * <p>A step may be run again by a second server where statements that define tables commit by themselves (H2, MariaDB): it must be
 * written so that this does no harm.
 */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 50_000_000;

    /** One step; its version is its place in the list, from 1. */
    interface Migration extends Function<Dialect, List<String>> {}

    static final Schema CURRENT = new Schema(List.of(Schema::leases));

    private final List<Migration> migrations;

    Schema(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    private static List<String> leases(Dialect dialect) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS pxe4j_lease ("
                        + "address " + dialect.addressType() + " NOT NULL PRIMARY KEY, "
                        + "network VARCHAR(768) NOT NULL, "
                        + "client VARCHAR(640), "
                        + "declined_by VARCHAR(640), "
                        + "state VARCHAR(1) NOT NULL, "
                        + "ends BIGINT NOT NULL, "
                        + "version BIGINT NOT NULL, "
                        + "hardware_address VARCHAR(64) NOT NULL, "
                        + "client_identifier VARCHAR(510), "
                        + "host_name VARCHAR(1530), "
                        + "vendor_class VARCHAR(1530), "
                        + "relay_information VARCHAR(510), "
                        + "last_seen BIGINT NOT NULL)",
                "CREATE UNIQUE INDEX IF NOT EXISTS pxe4j_lease_client ON pxe4j_lease (network, client)");
    }

    /** Brings the tables to this version, under a lock that other servers wait for. */
    void migrate(Connection connection, Dialect dialect) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                migrateOnce(connection, dialect);
                return;
            } catch (SQLException e) {
                // H2 ends the lock with the first statement that defines a table, and trips over another server's
                // there.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("Once more, in case that another server did the same", e);
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    private void migrateOnce(Connection connection, Dialect dialect) throws SQLException {
        connection.setAutoCommit(true);
        OptionalInt found = readVersion(connection);
        if (found.isEmpty()) {
            createVersionTable(connection, dialect);
        } else if (found.getAsInt() == migrations.size()) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            Dialect.execute(connection, "UPDATE pxe4j_schema SET version = version WHERE id = 1");
            int version = readVersion(connection).orElse(0);
            refuseNewer(version);
            for (int next = version + 1; next <= migrations.size(); next++) {
                apply(connection, dialect, next);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void refuseNewer(int version) {
        if (version > migrations.size()) {
            throw new LeaseStoreException(
                    "The lease database has schema version " + version + ", this program knows versions up to "
                            + migrations.size() + ": a newer program has been here, use that",
                    null);
        }
    }

    private void apply(Connection connection, Dialect dialect, int version) throws SQLException {
        for (String sql : migrations.get(version - 1).apply(dialect)) {
            Dialect.execute(connection, sql);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE pxe4j_schema SET version = ? WHERE id = 1")) {
            statement.setInt(1, version);
            statement.executeUpdate();
        }
        LOG.info("The lease database now has schema version {}", version);
    }

    private static void createVersionTable(Connection connection, Dialect dialect) throws SQLException {
        try {
            Dialect.execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS pxe4j_schema (id INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL)");
            Dialect.execute(
                    connection, "INSERT INTO pxe4j_schema (id, version) VALUES (1, 0)" + dialect.insertEnding());
        } catch (SQLException e) {
            // PostgreSQL and H2 let two servers that start together both try, and fail one of them.
            if (readVersion(connection).isEmpty()) {
                throw e;
            }
        }
    }

    /** Empty if there is no table, or nothing in it. */
    private static OptionalInt readVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM pxe4j_schema WHERE id = 1")) {
            return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
        } catch (SQLException e) {
            LOG.debug("No schema version to be read", e);
            return OptionalInt.empty();
        }
    }
}
