package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Leases in memory: for tests, demonstrations and networks where it does not matter that a restart forgets them.
 *
 * <p>Several servers of one process may share a store; it may be used from any thread. It grows with the number of addresses, which
 * the pools bound, not with the number of clients.
 */
public final class InMemoryLeaseStore implements LeaseStore {
    private final LeaseTable leases = LeaseTable.create();

    private InMemoryLeaseStore() {}

    /** An empty store. */
    public static InMemoryLeaseStore create() {
        return new InMemoryLeaseStore();
    }

    @Override
    public synchronized CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return done(leases.find(address));
    }

    @Override
    public synchronized CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return done(leases.find(network, client));
    }

    @Override
    public synchronized CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        return done(leases.between(first, last, limit));
    }

    @Override
    public synchronized CompletionStage<Long> countTaken(String network, Instant now) {
        return done(leases.countTaken(network, now));
    }

    @Override
    public synchronized CompletionStage<Boolean> create(Lease lease) {
        lease.requireFirst();
        if (leases.find(lease.address()).isPresent() || leases.hasAnother(lease)) {
            return done(false);
        }
        leases.put(lease);
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> replace(Lease expected, Lease next) {
        next.requireAfter(expected);
        if (!isStored(expected) || leases.hasAnother(next)) {
            return done(false);
        }
        leases.put(next);
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> remove(Lease expected) {
        if (!isStored(expected)) {
            return done(false);
        }
        leases.remove(expected.address());
        return done(true);
    }

    /** How many records there are. */
    public synchronized int size() {
        return leases.size();
    }

    private boolean isStored(Lease expected) {
        Optional<Lease> stored = leases.find(expected.address());
        return stored.isPresent() && stored.get().isSameWriteAs(expected);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
