package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many pool addresses the clients behind one relay port hold, by lease or offer, so that one port with a thousand invented clients
 * cannot take the pool from all others. A port is circuit and remote identifier of option 82.
 */
final class PortQuota {
    /** A port of a network. */
    record Port(String network, HostId.Port port) {}

    private static final byte[] NOTHING = {};

    private final int most;
    private final Map<Ip4, Port> portOf = new HashMap<>();
    private final Map<Port, Integer> counts = new HashMap<>();

    /** At most so many addresses a port; 0 for as many as there are, and then nothing is counted. */
    PortQuota(int most) {
        this.most = most;
    }

    /** Whether one more address would be too many for the client's port. */
    boolean isUsedUp(Exchange x) {
        if (most == 0) {
            return false;
        }
        Port port = portOf(x.network().name(), x.client().relayInformation());
        return port != null && counts.getOrDefault(port, 0) >= most;
    }

    /** An address is offered. */
    void held(Exchange x, Ip4 address) {
        if (most > 0) {
            put(address, portOf(x.network().name(), x.client().relayInformation()));
        }
    }

    /** A lease was written or read. */
    void noted(Lease lease) {
        if (most > 0 && lease.state() == LeaseState.ACTIVE) {
            put(lease.address(), portOf(lease.network(), lease.details().relayInformation()));
        } else if (most > 0) {
            freed(lease.address());
        }
    }

    /** Nobody has the address any more. */
    void freed(Ip4 address) {
        if (most > 0) {
            put(address, null);
        }
    }

    private void put(Ip4 address, @Nullable Port port) {
        Port before = port == null ? portOf.remove(address) : portOf.put(address, port);
        if (before != null) {
            counts.computeIfPresent(before, (same, count) -> count == 1 ? null : count - 1);
        }
        if (port != null) {
            counts.merge(port, 1, Integer::sum);
        }
    }

    static @Nullable Port portOf(String network, Optional<RelayAgentInformation> relay) {
        if (relay.isEmpty()) {
            return null;
        }
        byte[] circuit = relay.get().get(RelayOption.CIRCUIT_ID).orElse(NOTHING);
        byte[] remote = relay.get().get(RelayOption.REMOTE_ID).orElse(NOTHING);
        return circuit.length + remote.length == 0 ? null : new Port(network, HostId.Port.of(circuit, remote));
    }
}
