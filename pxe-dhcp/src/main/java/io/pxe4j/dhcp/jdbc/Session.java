package io.pxe4j.dhcp.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with its prepared statements. */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    static Session open(DataSource source, Duration timeout) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            Dialect dialect = Dialect.of(connection);
            dialect.prepare(connection, timeout);
            return new Session(connection, dialect);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    Dialect dialect() {
        return dialect;
    }

    void migrate(Schema schema) throws SQLException {
        schema.migrate(connection, dialect);
    }

    /** From now on a silent server is an error after that time, where the driver can tell. */
    void limit(Duration timeout) {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        } catch (SQLFeatureNotSupportedException e) {
            LOG.debug("The driver knows no network timeout", e);
        } catch (SQLException e) {
            LOG.debug("The driver takes no network timeout", e);
        }
    }

    void autoCommit(boolean on) throws SQLException {
        connection.setAutoCommit(on);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** Durable when this returns. */
    void commit() throws SQLException {
        connection.commit();
        dialect.makeDurable(connection);
    }

    /** Ends a transaction that wrote nothing. */
    void endReading() throws SQLException {
        connection.rollback();
    }

    /** After a failure: ends the transaction, and prepares anew what SQLite's driver does not run again after an error. */
    void recover() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    boolean isClosed() throws SQLException {
        return connection.isClosed();
    }

    void close() {
        closeQuietly(connection);
    }

    /** Frees a thread that hangs in this connection; from any thread, which it may hold up. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The driver cannot abort", e);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("While closing", e);
        }
    }
}
