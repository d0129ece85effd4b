package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.List;

/**
 * What a simulated client was told about its network.
 *
 * @param stage the firmware that asked
 * @param address its address
 * @param subnetMask option 1, or {@link Ip4#ANY} when the server left it out
 * @param router the first router, or {@link Ip4#ANY}
 * @param dnsServers option 6
 * @param server the server identifier (option 54), or {@link Ip4#ANY} for BOOTP
 */
public record ClientLease(String stage, Ip4 address, Ip4 subnetMask, Ip4 router, List<Ip4> dnsServers, Ip4 server) {
    /** Keeps an unmodifiable copy of the list. */
    public ClientLease {
        dnsServers = List.copyOf(dnsServers);
    }
}
