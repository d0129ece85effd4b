package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Leases in memory: for tests, demonstrations and networks where it does not matter that a restart forgets them.
 *
 * <p>Several servers of one process may share a store; it may be used from any thread. It grows with the number of addresses, which
 * the pools bound, not with the number of clients.
 */
public final class InMemoryLeaseStore implements LeaseStore {
    private static final CompletionStage<Boolean> TRUE = done(true);
    private static final CompletionStage<Boolean> FALSE = done(false);

    private final Map<Ip4, Lease> byAddress = new HashMap<>();
    private final Map<String, Map<ClientKey, Lease>> byClient = new HashMap<>();

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
    public synchronized CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return done(Optional.ofNullable(ofClient(network, client)));
    }

    @Override
    public synchronized CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        Text.range("limit", limit, 1, Integer.MAX_VALUE);
        long span = (last.bits() & 0xffff_ffffL) - (first.bits() & 0xffff_ffffL) + 1;
        return done(span <= byAddress.size() ? walk(first, span, limit) : select(first, last, limit));
    }

    /** For ranges such as an engine asks for: a look-up per address. */
    private List<Lease> walk(Ip4 first, long span, int limit) {
        List<Lease> found = new ArrayList<>();
        for (int i = 0; i < span && found.size() < limit; i++) {
            Lease lease = byAddress.get(new Ip4(first.bits() + i));
            if (lease != null) {
                found.add(lease);
            }
        }
        return found;
    }

    private List<Lease> select(Ip4 first, Ip4 last, int limit) {
        List<Lease> found = new ArrayList<>();
        for (Lease lease : byAddress.values()) {
            if (lease.address().compareTo(first) >= 0 && lease.address().compareTo(last) <= 0) {
                found.add(lease);
            }
        }
        found.sort(Comparator.comparing(Lease::address));
        return found.size() <= limit ? found : new ArrayList<>(found.subList(0, limit));
    }

    @Override
    public synchronized CompletionStage<Long> countTaken(String network, Instant now) {
        long count = 0;
        for (Lease lease : byAddress.values()) {
            if (lease.network().equals(network) && !lease.isFree(now)) {
                count++;
            }
        }
        return done(count);
    }

    @Override
    public synchronized CompletionStage<Boolean> create(Lease lease) {
        lease.requireFirst();
        if (byAddress.containsKey(lease.address()) || hasAnother(lease)) {
            return FALSE;
        }
        put(lease);
        return TRUE;
    }

    @Override
    public synchronized CompletionStage<Boolean> replace(Lease expected, Lease next) {
        next.requireAfter(expected);
        Lease stored = byAddress.get(expected.address());
        if (stored == null || !stored.isSameWriteAs(expected) || hasAnother(next)) {
            return FALSE;
        }
        if (!stored.client().equals(next.client())
                || !stored.network().equals(next.network())
                || next.state() == LeaseState.DECLINED) {
            forgetClient(stored);
        }
        put(next);
        return TRUE;
    }

    @Override
    public synchronized CompletionStage<Boolean> remove(Lease expected) {
        Lease stored = byAddress.get(expected.address());
        if (stored == null || !stored.isSameWriteAs(expected)) {
            return FALSE;
        }
        byAddress.remove(stored.address());
        forgetClient(stored);
        return TRUE;
    }

    /** How many records there are. */
    public synchronized int size() {
        return byAddress.size();
    }

    private boolean hasAnother(Lease lease) {
        if (lease.state() == LeaseState.DECLINED) {
            return false;
        }
        Lease other = ofClient(lease.network(), lease.client());
        return other != null && !other.address().equals(lease.address());
    }

    private @Nullable Lease ofClient(String network, ClientKey client) {
        Map<ClientKey, Lease> there = byClient.get(network);
        return there == null ? null : there.get(client);
    }

    private void put(Lease lease) {
        byAddress.put(lease.address(), lease);
        if (lease.state() != LeaseState.DECLINED) {
            byClient.computeIfAbsent(lease.network(), name -> new HashMap<>()).put(lease.client(), lease);
        }
    }

    private void forgetClient(Lease lease) {
        Map<ClientKey, Lease> there = byClient.get(lease.network());
        // A declined record is not the client's; it may have another.
        if (there != null && there.remove(lease.client(), lease) && there.isEmpty()) {
            byClient.remove(lease.network());
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
