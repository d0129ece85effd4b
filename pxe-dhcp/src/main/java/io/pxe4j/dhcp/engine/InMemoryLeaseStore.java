package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Leases in memory: for tests, demonstrations and networks where it does not matter that a restart forgets them.
 *
 * <p>Several servers of one process may share a store; it may be used from any thread. It grows with the number of addresses, which
 * the pools bound, not with the number of clients.
 */
public final class InMemoryLeaseStore implements LeaseStore {
    private final TreeMap<Ip4, Lease> byAddress = new TreeMap<>();
    private final Map<ClientKey, Lease> byClient = new HashMap<>();

    private InMemoryLeaseStore() {}

    /** An empty store. */
    public static InMemoryLeaseStore create() {
        return new InMemoryLeaseStore();
    }

    @Override
    public synchronized CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return done(Optional.ofNullable(byAddress.get(address)));
    }

    @Override
    public synchronized CompletionStage<Optional<Lease>> findByClient(ClientKey client) {
        return done(Optional.ofNullable(byClient.get(client)));
    }

    @Override
    public synchronized CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last) {
        return done(List.copyOf(byAddress.subMap(first, true, last, true).values()));
    }

    @Override
    public synchronized CompletionStage<Boolean> create(Lease lease) {
        if (byAddress.containsKey(lease.address()) || hasAnother(lease)) {
            return done(false);
        }
        put(lease);
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> replace(Lease expected, Lease next) {
        if (!expected.address().equals(next.address())) {
            throw new IllegalArgumentException("next: " + next.address() + " (expected: " + expected.address() + ")");
        }
        if (!expected.equals(byAddress.get(expected.address())) || hasAnother(next)) {
            return done(false);
        }
        forget(expected);
        put(next);
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> remove(Lease expected) {
        if (!expected.equals(byAddress.get(expected.address()))) {
            return done(false);
        }
        forget(expected);
        return done(true);
    }

    /** How many records there are. */
    public synchronized int size() {
        return byAddress.size();
    }

    private boolean hasAnother(Lease lease) {
        Lease other = byClient.get(lease.client());
        return lease.state() != LeaseState.DECLINED
                && other != null
                && !other.address().equals(lease.address());
    }

    private void put(Lease lease) {
        byAddress.put(lease.address(), lease);
        if (lease.state() != LeaseState.DECLINED) {
            byClient.put(lease.client(), lease);
        }
    }

    private void forget(Lease lease) {
        byAddress.remove(lease.address());
        byClient.remove(lease.client(), lease);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
