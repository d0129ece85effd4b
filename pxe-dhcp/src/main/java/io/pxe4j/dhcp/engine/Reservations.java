package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses kept for one client each. */
final class Reservations {
    private final Map<ClientKey, Ip4> addresses = new HashMap<>();
    private final Map<Ip4, ClientKey> clients = new HashMap<>();

    Reservations() {}

    Reservations(Reservations other) {
        addresses.putAll(other.addresses);
        clients.putAll(other.clients);
    }

    /** Keeps the address for the client, which gives up the one that it had. */
    void put(ClientKey client, Ip4 address) {
        ClientKey owner = clients.get(address);
        if (owner != null && !owner.equals(client)) {
            throw new IllegalArgumentException("address: " + address + " (expected: one that is not reserved yet)");
        }
        Ip4 before = addresses.put(client, address);
        if (before != null) {
            clients.remove(before);
        }
        clients.put(address, client);
    }

    Optional<Ip4> addressOf(ClientKey client) {
        return Optional.ofNullable(addresses.get(client));
    }

    Optional<ClientKey> clientOf(Ip4 address) {
        return Optional.ofNullable(clients.get(address));
    }
}
