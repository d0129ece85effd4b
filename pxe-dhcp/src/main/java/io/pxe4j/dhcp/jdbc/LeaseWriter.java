package io.pxe4j.dhcp.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch in one transaction; if that fails, each change in one of its own, so that a bad one fails alone.
 *
 * <p>A change is answered true only after a commit that was reported, or when the record is found as it should be. All changes are
 * conditional on a version, so that doing one again after a commit that may have happened does not do it twice.
 */
final class LeaseWriter implements Lane.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWriter.class);
    private static final int ATTEMPTS = 3;

    private final Link link;
    private final Optional<Mirror> mirror;
    private final StoreCounters counters;
    private boolean failing;

    LeaseWriter(Link link, Optional<Mirror> mirror, StoreCounters counters) {
        this.link = link;
        this.mirror = mirror;
        this.counters = counters;
    }

    @Override
    public void handle(List<Operation<?>> batch) {
        List<Write> writes = open(batch);
        writes.sort(Write::compare);
        try {
            if (!writes.isEmpty() && !writeTogether(writes)) {
                writeOneByOne(writes);
            }
            reflect(writes);
        } catch (RuntimeException e) {
            link.drop();
            mirror.ifPresent(them -> them.cloud(writes));
            throw e;
        }
        report(writes);
        for (Operation<?> operation : batch) {
            operation.answer();
        }
    }

    private static List<Write> open(List<Operation<?>> batch) {
        List<Write> writes = new ArrayList<>(batch.size());
        for (Operation<?> operation : batch) {
            if (operation instanceof Write write && !write.isAnswered()) {
                writes.add(write);
            }
        }
        return writes;
    }

    private boolean writeTogether(List<Write> writes) {
        try {
            Updates.run(link.session(), writes);
        } catch (SQLException e) {
            LOG.debug("A batch of {} failed", writes.size(), e);
            link.recover();
            writes.forEach(Write::reopen);
            return false;
        }
        return commit(writes) == null;
    }

    private void writeOneByOne(List<Write> writes) {
        SQLException away = null;
        for (Write write : writes) {
            if (!write.isOpen()) {
                continue;
            }
            if (away == null) {
                away = writeAlone(write);
            } else {
                write.giveUp(Failures.explain(away));
            }
        }
    }

    /** What keeps the next one from being written too; null if this one is settled, or failed by itself. */
    private @Nullable SQLException writeAlone(Write write) {
        SQLException last = null;
        for (int attempt = 0; attempt < ATTEMPTS && write.isOpen() && !write.isAnswered(); attempt++) {
            last = attempt(write);
            if (last == null) {
                return null;
            }
        }
        if (last != null && write.isOpen()) {
            write.giveUp(Failures.explain(last));
        }
        return link.isOpen() ? null : last;
    }

    private @Nullable SQLException attempt(Write write) {
        List<Write> alone = List.of(write);
        try {
            Session session = link.session();
            try {
                Updates.run(session, alone);
            } catch (SQLException e) {
                if (!session.dialect().isUniqueViolation(e)) {
                    throw e;
                }
                session.recover();
                write.settle(false);
            }
            if (write.isRefused() && write.isInDoubt()) {
                resolve(session, write);
            }
        } catch (SQLException e) {
            LOG.debug("A change failed", e);
            link.recover();
            write.reopen();
            return e;
        }
        return commit(alone);
    }

    /** Refused now, but perhaps only because it was done before. */
    private static void resolve(Session session, Write write) throws SQLException {
        boolean stored = write.kind != Write.Kind.REMOVE
                && Queries.byAddress(session, write.next.address())
                        .filter(write.next::equals)
                        .isPresent();
        if (stored) {
            write.settle(true);
        } else {
            write.giveUp(
                    new LeaseStoreException("The lease database was lost during a commit: unknown what it did", null));
        }
    }

    /** What went wrong, and then nobody knows whether it was the commit or only the news of it. */
    private @Nullable SQLException commit(List<Write> writes) {
        try {
            link.session().commit();
            counters.committed();
            return null;
        } catch (SQLException e) {
            LOG.debug("A commit failed", e);
            mirror.ifPresent(them -> them.cloud(writes));
            writes.forEach(Write::doubt);
            link.drop();
            return e;
        }
    }

    /** Brings the mirror to what the database has now. */
    private void reflect(List<Write> writes) {
        if (mirror.isEmpty()) {
            return;
        }
        Mirror shown = mirror.get();
        shown.apply(writes);
        List<Write> refused = writes.stream().filter(Write::isRefused).toList();
        if (refused.isEmpty() && !shown.isClouded()) {
            return;
        }
        shown.cloud(refused);
        // A connection that broke since is not the database's failure: a second one tells.
        if (!look(shown)) {
            look(shown);
        }
    }

    private boolean look(Mirror shown) {
        try {
            Session session = link.session();
            shown.clear(session);
            session.endReading();
            return true;
        } catch (SQLException e) {
            LOG.debug("The mirror stays clouded", e);
            link.drop();
            return false;
        }
    }

    private void report(List<Write> writes) {
        int failed = 0;
        for (Write write : writes) {
            counters.settled(write);
            if (write.failure() != null) {
                failed++;
                if (!failing) {
                    LOG.warn("Leases are not stored, their clients get no answer", write.failure());
                    failing = true;
                }
            }
        }
        if (failing && failed == 0 && !writes.isEmpty()) {
            LOG.info("Leases are stored again");
            failing = false;
        }
    }

    @Override
    public void interrupt(List<Operation<?>> batch) {
        List<Write> writes = open(batch);
        if (!writes.isEmpty()) {
            mirror.ifPresent(them -> them.cloud(writes));
            link.abort();
        }
        batch.forEach(operation -> operation.fail(Failures.late()));
    }

    @Override
    public void close() {
        link.drop();
    }
}
