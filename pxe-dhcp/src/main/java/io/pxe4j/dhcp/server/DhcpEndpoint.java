package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.InetSocketAddress;

/**
 * A socket that listens.
 *
 * @param interfaceName the interface it serves
 * @param address the server's address there
 * @param port its job
 * @param portNumber its real port, 1 to 65535
 */
public record DhcpEndpoint(String interfaceName, Ip4 address, ServerPort port, int portNumber) {
    /** Where a client reaches it by unicast. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address.toInetAddress(), portNumber);
    }

    /** {@code 10.0.0.1:67 on br0}. */
    @Override
    public String toString() {
        return address + ":" + portNumber + " on " + interfaceName;
    }
}
