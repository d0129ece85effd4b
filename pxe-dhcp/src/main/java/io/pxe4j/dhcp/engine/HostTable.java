package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.MachineId;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured hosts, to be found by what a request says and by address. */
final class HostTable {
    private static final byte[] NOTHING = {};

    // Several of one key: a machine with an address in each of several networks.
    private final Map<Object, List<HostPlan>> byKey = new HashMap<>();
    private final Map<Ip4, HostPlan> byAddress = new HashMap<>();
    private boolean byIdentifier;
    private boolean byMachine;
    private boolean byPort;

    void add(Host host, HostPlan plan) {
        for (Object key : host.id().keys()) {
            byKey.computeIfAbsent(key, none -> new ArrayList<>(1)).add(plan);
            byIdentifier |= key instanceof ClientIdentifier;
            byMachine |= key instanceof MachineId;
            byPort |= key instanceof HostId.Port;
        }
        host.address().ifPresent(address -> byAddress.put(address, plan));
    }

    /** Whose the address is. */
    @Nullable
    HostPlan at(Ip4 address) {
        return byAddress.isEmpty() ? null : byAddress.get(address);
    }

    /** The host that sent the request. Hardware address first, so that two hosts that fit one request are not mixed up: CVE-2009-1892. */
    @Nullable
    HostPlan of(ClientRequest client, NetworkPlan network) {
        if (byKey.isEmpty()) {
            return null;
        }
        DhcpPacket packet = client.packet();
        HardwareAddress chaddr = packet.chaddr();
        HostPlan found = chaddr.isStation() ? find(chaddr, network) : null;
        if (found == null && byIdentifier) {
            ClientIdentifier identifier =
                    packet.get(DhcpOption.CLIENT_IDENTIFIER).orElse(null);
            found = identifier == null ? null : find(identifier, network);
        }
        if (found == null && byMachine) {
            MachineId machine = packet.get(DhcpOption.MACHINE_ID)
                    .filter(MachineId::isPlausible)
                    .orElse(null);
            found = machine == null ? null : find(machine, network);
        }
        if (found == null && byPort) {
            RelayAgentInformation relay = client.relayInformation().orElse(null);
            found = relay == null ? null : findByPort(relay, network);
        }
        return found;
    }

    private @Nullable HostPlan findByPort(RelayAgentInformation relay, NetworkPlan network) {
        HostId.Port port = HostId.Port.of(
                relay.get(RelayOption.CIRCUIT_ID).orElse(NOTHING),
                relay.get(RelayOption.REMOTE_ID).orElse(NOTHING));
        HostPlan found = find(port, network);
        if (found == null && !port.circuit().isEmpty()) {
            found = find(new HostId.Port(port.circuit(), ""), network);
        }
        if (found == null && !port.remote().isEmpty()) {
            found = find(new HostId.Port("", port.remote()), network);
        }
        return found;
    }

    private @Nullable HostPlan find(Object key, NetworkPlan network) {
        List<HostPlan> hosts = byKey.get(key);
        if (hosts == null) {
            return null;
        }
        HostPlan anywhere = null;
        for (HostPlan host : hosts) {
            if (host.home() == network) {
                return host;
            }
            anywhere = host.home() == null ? host : anywhere;
        }
        return anywhere;
    }

    /** The addresses kept, whoever for. */
    Iterable<Ip4> addresses() {
        return byAddress.keySet();
    }
}
