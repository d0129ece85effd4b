package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.engine.LeaseStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease store at work, which the command closes after the server. */
final class OpenLeaseStore implements AutoCloseable {
    private final LeaseStore store;
    private final Optional<String> words;
    private final AutoCloseable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenLeaseStore(LeaseStore store, Optional<String> words) {
        this(store, words, () -> {});
    }

    OpenLeaseStore(LeaseStore store, Optional<String> words, AutoCloseable afterwards) {
        this.store = store;
        this.words = words;
        this.afterwards = afterwards;
    }

    LeaseStore store() {
        return store;
    }

    /** Where the leases are, in words without secrets; empty for memory. */
    Optional<String> words() {
        return words;
    }

    /** Closes it once, however often it is called: by a signal and by the end of the command. */
    @Override
    public void close() throws Exception {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
        afterwards.close();
    }
}
