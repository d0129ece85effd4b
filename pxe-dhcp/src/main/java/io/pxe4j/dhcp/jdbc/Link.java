package io.pxe4j.dhcp.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one session of a thread: opened when needed, again after it broke. */
final class Link {
    // After a failure, so that a database that is away is not asked for each batch.
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final DataSource source;
    private final Duration timeout;
    private final boolean autoCommit;
    private volatile @Nullable Session session;
    private @Nullable SQLException lastFailure;
    private long failedNanos;

    Link(DataSource source, Duration timeout, boolean autoCommit) {
        this.source = source;
        this.timeout = timeout;
        this.autoCommit = autoCommit;
    }

    Session session() throws SQLException {
        Session open = session;
        if (open != null) {
            return open;
        }
        if (lastFailure != null && System.nanoTime() - failedNanos < PAUSE_NANOS) {
            throw new SQLException(lastFailure.getMessage(), lastFailure.getSQLState(), lastFailure);
        }
        try {
            open = Session.open(source, timeout);
            open.limit(timeout);
            open.autoCommit(autoCommit);
        } catch (SQLException e) {
            if (open != null) {
                open.close();
            }
            lastFailure = e;
            failedNanos = System.nanoTime();
            throw e;
        }
        lastFailure = null;
        session = open;
        return open;
    }

    boolean isOpen() {
        return session != null;
    }

    /** Closes the session, whose state nobody knows any more. */
    void drop() {
        Session open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    /** Makes the session usable after a failure, or closes it. */
    void recover() {
        Session open = session;
        try {
            if (open != null) {
                open.recover();
                if (open.isClosed()) {
                    drop();
                }
            }
        } catch (SQLException e) {
            drop();
        }
    }

    /** Frees the thread that hangs in the session; called on another one. */
    void abort() {
        Session open = session;
        if (open != null) {
            Thread helper = new Thread(open::abort, "pxe4j-leases-abort");
            helper.setDaemon(true);
            helper.start();
        }
    }
}
