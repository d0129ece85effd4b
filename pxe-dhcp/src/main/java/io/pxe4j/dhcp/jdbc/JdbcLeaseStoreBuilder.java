package io.pxe4j.dhcp.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The settings of a {@link JdbcLeaseStore}. */
public final class JdbcLeaseStoreBuilder {
    final DataSource source;
    Optional<Boolean> exclusive = Optional.empty();
    int batchSize = 512;
    Duration batchPause = Duration.ofMillis(2);
    int maxWaiting = 16_384;
    Duration timeout = Duration.ofSeconds(2);

    JdbcLeaseStoreBuilder(DataSource source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Whether this store alone writes to the database. Its records are then kept in memory too, and reading asks no database.
     *
     * <p>No address is given twice if somebody else writes all the same: what is written is compared in the database. But an address
     * that another process has freed is not seen as free until it is tried.
     *
     * @param exclusive by default true for SQLite, which is a file beside its server, and else false
     */
    public JdbcLeaseStoreBuilder exclusive(boolean exclusive) {
        this.exclusive = Optional.of(exclusive);
        return this;
    }

    /** How many operations share a transaction at most: 1 to 10000, 512 by default. */
    public JdbcLeaseStoreBuilder batchSize(int operations) {
        this.batchSize = range("batchSize", operations, 1, 10_000);
        return this;
    }

    /**
     * How long after a commit the next one waits for more to share it, if there are not enough for a whole batch. A write that comes
     * alone does not wait.
     *
     * @param pause 0 to 1 s, 2 ms by default
     */
    public JdbcLeaseStoreBuilder batchPause(Duration pause) {
        if (pause.isNegative() || pause.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("batchPause: " + pause + " (expected: PT0S..PT1S)");
        }
        this.batchPause = pause;
        return this;
    }

    /** How many operations may wait for the database before more fail at once: 1 to 1000000, 16384 by default. */
    public JdbcLeaseStoreBuilder maxWaiting(int operations) {
        this.maxWaiting = range("maxWaiting", operations, 1, 1_000_000);
        return this;
    }

    /** After what time without an answer of the database an operation fails: 10 ms to 1 h, 2 s by default. */
    public JdbcLeaseStoreBuilder timeout(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(10)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: PT0.01S..PT1H)");
        }
        this.timeout = timeout;
        return this;
    }

    /**
     * Connects, makes or updates the tables, and starts. Blocks.
     *
     * @throws LeaseStoreException if the database cannot be used, or a newer program has made its tables
     */
    public JdbcLeaseStore open() {
        try {
            Session session = Session.open(source, timeout);
            try {
                session.migrate(Schema.CURRENT);
                session.autoCommit(true);
                return new JdbcLeaseStore(this, mirror(session));
            } finally {
                session.close();
            }
        } catch (SQLException e) {
            throw JdbcLeaseStore.cannotOpen(e);
        }
    }

    private Optional<Mirror> mirror(Session session) throws SQLException {
        if (!exclusive.orElse(session.dialect() == Dialect.SQLITE)) {
            return Optional.empty();
        }
        Mirror mirror = new Mirror();
        mirror.load(session);
        return Optional.of(mirror);
    }

    private static int range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }
}
