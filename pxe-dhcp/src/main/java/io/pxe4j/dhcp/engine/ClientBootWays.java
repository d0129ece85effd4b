package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeBootServers;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * How boot servers of one type may be looked for, as option 43 of an offer says: iPXE's order of multicast, broadcast and listed servers.
 *
 * @param targets where to ask, in turn
 * @param listed the servers that alone count; empty if any does
 */
record ClientBootWays(List<ClientTarget> targets, List<Ip4> listed) {
    /** What a client does that knows of no option 43. */
    static final ClientBootWays BROADCAST = new ClientBootWays(List.of(ClientTarget.BROADCAST), List.of());

    private static final ClientBootWays NONE = new ClientBootWays(List.of(), List.of());

    static ClientBootWays of(PxeOptions options, PxeBootServerType type) {
        PxeDiscoveryControl control = options.discoveryControl();
        List<PxeBootServers> entries = options.get(PxeOption.BOOT_SERVERS).orElse(List.of()).stream()
                .filter(entry -> entry.type().equals(type))
                .toList();
        if (control.listedServersOnly() && entries.isEmpty()) {
            return NONE;
        }
        List<ClientTarget> targets = new ArrayList<>();
        if (!control.noMulticast()) {
            options.get(PxeOption.DISCOVERY_ADDRESS)
                    .ifPresent(group -> targets.add(new ClientTarget(group, ServerPort.PXE)));
        }
        if (!control.noBroadcast()) {
            targets.add(ClientTarget.BROADCAST);
        }
        List<Ip4> servers = entries.stream()
                .flatMap(entry -> entry.addresses().stream())
                .filter(ClientAddresses::isHost)
                .toList();
        servers.forEach(server -> targets.add(new ClientTarget(server, ServerPort.PXE)));
        // An entry without addresses means "any server of that type" (PXE 2.1, tag 8).
        return new ClientBootWays(List.copyOf(targets), control.listedServersOnly() ? servers : List.of());
    }
}
