package io.pxe4j.dhcp.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a batch with as few statements as possible. */
final class LeaseReader implements Lane.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseReader.class);

    private final Link link;

    LeaseReader(Link link) {
        this.link = link;
    }

    @Override
    public void handle(List<Operation<?>> batch) {
        List<Read<?>> reads = open(batch);
        try {
            read(reads);
        } catch (SQLException first) {
            LOG.debug("Reading again on a new connection", first);
            link.drop();
            try {
                read(reads);
            } catch (SQLException e) {
                link.drop();
                reads.forEach(read -> read.fail(Failures.explain(e)));
            }
        } catch (RuntimeException e) {
            link.drop();
            throw e;
        }
        reads.forEach(Operation::answer);
    }

    private void read(List<Read<?>> reads) throws SQLException {
        Lookup lookup = new Lookup(link.session());
        for (Read<?> read : reads) {
            read.collect(lookup);
        }
        lookup.run();
        for (Read<?> read : reads) {
            read.find(lookup);
        }
    }

    private static List<Read<?>> open(List<Operation<?>> batch) {
        List<Read<?>> reads = new ArrayList<>(batch.size());
        for (Operation<?> operation : batch) {
            if (operation instanceof Read<?> read && !read.isAnswered()) {
                reads.add(read);
            }
        }
        return reads;
    }

    @Override
    public void interrupt(List<Operation<?>> batch) {
        if (!open(batch).isEmpty()) {
            link.abort();
        }
        batch.forEach(operation -> operation.fail(Failures.late()));
    }

    @Override
    public void close() {
        link.drop();
    }
}
