package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lease records found by address and by client: what a {@link LeaseStore} in memory, or one with a cache, is made of.
 *
 * <p>Not for use by several threads at once.
 */
public final class LeaseTable {
    private final Map<Ip4, Lease> byAddress = new HashMap<>();
    private final Map<String, Map<ClientKey, Lease>> byClient = new HashMap<>();

    private LeaseTable() {}

    /** An empty table. */
    public static LeaseTable create() {
        return new LeaseTable();
    }

    /** The record of an address. */
    public Optional<Lease> find(Ip4 address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** The record of a client within a network that is not {@link LeaseState#DECLINED}. */
    public Optional<Lease> find(String network, ClientKey client) {
        return Optional.ofNullable(ofClient(network, client));
    }

    /**
     * The first {@code limit} records from {@code first} to {@code last}, both included, by ascending address.
     *
     * @throws IllegalArgumentException if {@code limit} is less than 1
     */
    public List<Lease> between(Ip4 first, Ip4 last, int limit) {
        Text.range("limit", limit, 1, Integer.MAX_VALUE);
        long span = (last.bits() & 0xffff_ffffL) - (first.bits() & 0xffff_ffffL) + 1;
        return span <= byAddress.size() ? walk(first, span, limit) : select(first, last, limit);
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

    /** How many addresses of the network are not {@linkplain Lease#isFree free} at that time. */
    public long countTaken(String network, Instant now) {
        long count = 0;
        for (Lease lease : byAddress.values()) {
            if (lease.network().equals(network) && !lease.isFree(now)) {
                count++;
            }
        }
        return count;
    }

    /** Whether {@code lease} is not declined and its client has a record of another address in its network. */
    public boolean hasAnother(Lease lease) {
        if (lease.state() == LeaseState.DECLINED) {
            return false;
        }
        Lease other = ofClient(lease.network(), lease.client());
        return other != null && !other.address().equals(lease.address());
    }

    /** Takes the record in, in the place of the one of its address. */
    public void put(Lease lease) {
        Lease old = byAddress.put(lease.address(), lease);
        boolean owned = lease.state() != LeaseState.DECLINED;
        if (old != null
                && !(owned
                        && old.client().equals(lease.client())
                        && old.network().equals(lease.network()))) {
            forgetClient(old);
        }
        if (owned) {
            byClient.computeIfAbsent(lease.network(), name -> new HashMap<>()).put(lease.client(), lease);
        }
    }

    /** Takes the record of the address away, if there is one. */
    public void remove(Ip4 address) {
        Lease old = byAddress.remove(address);
        if (old != null) {
            forgetClient(old);
        }
    }

    /** How many records there are. */
    public int size() {
        return byAddress.size();
    }

    private @Nullable Lease ofClient(String network, ClientKey client) {
        Map<ClientKey, Lease> there = byClient.get(network);
        return there == null ? null : there.get(client);
    }

    private void forgetClient(Lease lease) {
        Map<ClientKey, Lease> there = byClient.get(lease.network());
        // A declined record is not the client's; it may have another.
        if (there != null && there.remove(lease.client(), lease) && there.isEmpty()) {
            byClient.remove(lease.network());
        }
    }
}
