package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All records in memory, so that reading asks no database.
 *
 * <p>No write depends on it: each names what it expects, and the database compares. While it is not known whether a commit happened,
 * the mirror is clouded: it shows nothing until the records concerned were read again.
 */
final class Mirror {
    private LeaseTable leases = LeaseTable.create();
    private final List<Write> doubtful = new ArrayList<>();
    private volatile boolean clouded;

    synchronized Optional<Lease> find(Ip4 address) {
        return leases.find(address);
    }

    synchronized Optional<Lease> find(String network, ClientKey client) {
        return leases.find(network, client);
    }

    synchronized List<Lease> between(Ip4 first, Ip4 last, int limit) {
        return leases.between(first, last, limit);
    }

    synchronized long countTaken(String network, Instant now) {
        return leases.countTaken(network, now);
    }

    void load(Session session) throws SQLException {
        LeaseTable fresh = LeaseTable.create();
        Queries.all(session, fresh::put);
        synchronized (this) {
            leases = fresh;
        }
    }

    /** Takes over what was done, in the order in which it was. */
    synchronized void apply(List<Write> writes) {
        for (Write write : writes) {
            if (write.isDone()) {
                if (write.kind == Write.Kind.REMOVE) {
                    leases.remove(write.next.address());
                } else {
                    leases.put(write.next);
                }
            }
        }
    }

    boolean isClouded() {
        return clouded;
    }

    /** Nobody knows whether these have happened. */
    synchronized void cloud(List<Write> writes) {
        doubtful.addAll(writes);
        clouded = true;
    }

    /** Reads again what was doubtful. */
    void clear(Session session) throws SQLException {
        List<Write> writes;
        synchronized (this) {
            writes = List.copyOf(doubtful);
        }
        refresh(session, writes);
        synchronized (this) {
            doubtful.removeAll(writes);
            clouded = !doubtful.isEmpty();
        }
    }

    /** Reads again what these writes were about: somebody else wrote it. */
    private void refresh(Session session, List<Write> writes) throws SQLException {
        Map<String, Set<ClientKey>> clients = new HashMap<>();
        Set<Ip4> addresses = new HashSet<>();
        for (Write write : writes) {
            addresses.add(write.next.address());
            note(write.expected, clients, addresses);
            note(write.next, clients, addresses);
        }
        Map<Ip4, Lease> found = new HashMap<>();
        Queries.byAddress(session, addresses, lease -> found.put(lease.address(), lease));
        for (Map.Entry<String, Set<ClientKey>> entry : clients.entrySet()) {
            Queries.byClient(session, entry.getKey(), entry.getValue(), lease -> found.put(lease.address(), lease));
        }
        synchronized (this) {
            addresses.forEach(leases::remove);
            found.values().forEach(leases::put);
        }
    }

    /** Where the client is, and where the mirror thinks it is. */
    private void note(Lease lease, Map<String, Set<ClientKey>> clients, Set<Ip4> addresses) {
        clients.computeIfAbsent(lease.network(), name -> new HashSet<>()).add(lease.client());
        find(lease.network(), lease.client()).map(Lease::address).ifPresent(addresses::add);
    }
}
