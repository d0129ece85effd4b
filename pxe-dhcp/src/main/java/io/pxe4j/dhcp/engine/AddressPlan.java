package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may have which address here: a pool and reservations in a network. */
final class AddressPlan {
    private final AddressPool pool;
    private final Network network;
    private final Ip4 serverAddress;
    private final Map<ClientKey, Ip4> reservations;
    private final Map<Ip4, ClientKey> reserved;

    AddressPlan(AddressPool pool, Network network, Ip4 serverAddress, Map<ClientKey, Ip4> reservations) {
        this.pool = pool;
        this.network = network;
        this.serverAddress = serverAddress;
        this.reservations = reservations;
        this.reserved = reservations.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    AddressPool pool() {
        return pool;
    }

    Network network() {
        return network;
    }

    Optional<Ip4> reservationFor(ClientKey key) {
        return Optional.ofNullable(reservations.get(key));
    }

    /** Whether the client may have the address as far as the configuration goes. */
    boolean permits(ClientKey key, Ip4 address) {
        if (!network.isHost(address) || address.equals(serverAddress)) {
            return false;
        }
        ClientKey owner = reserved.get(address);
        return owner == null ? pool.contains(address) : owner.equals(key);
    }
}
