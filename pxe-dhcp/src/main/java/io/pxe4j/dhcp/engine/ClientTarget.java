package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.Objects;

/**
 * Where a client sends a message.
 *
 * @param address a server's address, a multicast group, or {@link Ip4#BROADCAST}
 * @param port the job of the port there
 */
public record ClientTarget(Ip4 address, ServerPort port) {
    /** Any DHCP server of the network. */
    public static final ClientTarget BROADCAST = new ClientTarget(Ip4.BROADCAST, ServerPort.DHCP);

    /** Checks that nothing is missing. */
    public ClientTarget {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(port, "port");
    }

    /** Whether one host is meant. */
    public boolean isUnicast() {
        return ClientAddresses.isHost(address);
    }

    /** {@code 10.0.0.1:67}. */
    @Override
    public String toString() {
        return address + ":" + port.number();
    }
}
