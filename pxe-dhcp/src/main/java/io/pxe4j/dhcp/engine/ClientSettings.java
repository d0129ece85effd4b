package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.Objects;
import java.util.Optional;

/**
 * How a client behaves.
 *
 * @param identity who it says it is
 * @param timing how long it waits
 * @param choice which offer it takes
 * @param server whom it asks instead of broadcasting; empty to broadcast
 * @param relay the relay that it plays; with one, {@code server} must be there too
 * @param broadcast whether it wants answers by broadcast, as it must if it cannot receive at an address that it does not have yet
 * @param keepLease whether it renews and rebinds by itself at T1 and T2, and starts over when a lease ends
 */
public record ClientSettings(
        ClientIdentity identity,
        ClientTiming timing,
        ClientChoice choice,
        Optional<Ip4> server,
        Optional<ClientRelay> relay,
        boolean broadcast,
        boolean keepLease) {
    /**
     * Checks that a relay knows its server.
     *
     * @throws IllegalArgumentException if it does not, or if no host can have the server's address
     */
    public ClientSettings {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(choice, "choice");
        if (relay.isPresent() && server.isEmpty()) {
            throw new IllegalArgumentException("server: none (expected: one, since a relay sends by unicast)");
        }
        if (server.isPresent() && !ClientAddresses.isHost(server.get())) {
            throw new IllegalArgumentException("server: " + server.get() + " (expected: a host's address)");
        }
    }

    /** A client that broadcasts, takes the first offer and leaves renewals to its user. */
    public static ClientSettings of(ClientIdentity identity) {
        return new ClientSettings(
                identity, ClientTiming.STANDARD, ClientChoice.FIRST, Optional.empty(), Optional.empty(), true, false);
    }

    /** The same with other times. */
    public ClientSettings withTiming(ClientTiming timing) {
        return new ClientSettings(identity, timing, choice, server, relay, broadcast, keepLease);
    }

    /** The same with another choice among offers. */
    public ClientSettings withChoice(ClientChoice choice) {
        return new ClientSettings(identity, timing, choice, server, relay, broadcast, keepLease);
    }

    /** The same, but asking that server instead of broadcasting. */
    public ClientSettings withServer(Ip4 server) {
        return new ClientSettings(identity, timing, choice, Optional.of(server), relay, broadcast, keepLease);
    }

    /** The same, but asking that server as this relay would. */
    public ClientSettings withRelay(Ip4 server, ClientRelay relay) {
        return new ClientSettings(
                identity, timing, choice, Optional.of(server), Optional.of(relay), broadcast, keepLease);
    }

    /** The same with the broadcast flag set or clear. */
    public ClientSettings withBroadcast(boolean broadcast) {
        return new ClientSettings(identity, timing, choice, server, relay, broadcast, keepLease);
    }

    /** The same, keeping its lease by itself or not. */
    public ClientSettings withKeepLease(boolean keepLease) {
        return new ClientSettings(identity, timing, choice, server, relay, broadcast, keepLease);
    }
}
