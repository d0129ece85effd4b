package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The records that a batch of reads asks for, fetched together. */
final class Lookup {
    private final Session session;
    private final Map<Ip4, Optional<Lease>> byAddress = new HashMap<>();
    private final Map<String, Map<ClientKey, Optional<Lease>>> byClient = new HashMap<>();

    Lookup(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    void want(Ip4 address) {
        byAddress.put(address, Optional.empty());
    }

    void want(String network, ClientKey client) {
        byClient.computeIfAbsent(network, name -> new HashMap<>()).put(client, Optional.empty());
    }

    void run() throws SQLException {
        Queries.byAddress(session, byAddress.keySet(), lease -> byAddress.put(lease.address(), Optional.of(lease)));
        for (Map.Entry<String, Map<ClientKey, Optional<Lease>>> network : byClient.entrySet()) {
            Map<ClientKey, Optional<Lease>> clients = network.getValue();
            Queries.byClient(
                    session,
                    network.getKey(),
                    clients.keySet(),
                    lease -> clients.put(lease.client(), Optional.of(lease)));
        }
    }

    Optional<Lease> find(Ip4 address) {
        return byAddress.getOrDefault(address, Optional.empty());
    }

    Optional<Lease> find(String network, ClientKey client) {
        return byClient.getOrDefault(network, Map.of()).getOrDefault(client, Optional.empty());
    }
}
