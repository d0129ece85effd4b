package io.pxe4j.dhcp.jdbc;

import java.util.concurrent.atomic.LongAdder;

/** What a store has done. */
final class StoreCounters {
    private final LongAdder commits = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder overflows = new LongAdder();

    void committed() {
        commits.increment();
    }

    void settled(Write write) {
        if (write.failure() != null) {
            failures.increment();
        } else if (write.isDone()) {
            writes.increment();
        }
    }

    void overflowed() {
        overflows.increment();
    }

    LeaseStoreCounts snapshot() {
        return new LeaseStoreCounts(writes.sum(), commits.sum(), failures.sum(), overflows.sum());
    }
}
