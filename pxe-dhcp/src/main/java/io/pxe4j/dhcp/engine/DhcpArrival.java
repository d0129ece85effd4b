package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.Objects;

/**
 * How a request reached this server: the facts that the packet itself does not hold.
 *
 * @param interfaceName the interface it came in by, as the operating system names it
 * @param serverAddress the address of this server that the client used, or for a broadcast the first one of the interface; it
 *     becomes the server identifier
 * @param prefixLength the length of the interface's network prefix, 0 to 32
 * @param port the job of the socket that received it
 * @param sourceAddress the sender's address; {@link Ip4#ANY} for a client without one
 * @param sourcePort the sender's UDP port, 0 to 65535
 * @param broadcast whether it was sent to a broadcast address, as far as the socket can tell
 */
public record DhcpArrival(
        String interfaceName,
        Ip4 serverAddress,
        int prefixLength,
        ServerPort port,
        Ip4 sourceAddress,
        int sourcePort,
        boolean broadcast) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is out of its range or the server address is {@link Ip4#ANY}
     */
    public DhcpArrival {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(sourceAddress, "sourceAddress");
        if (serverAddress.isAny()) {
            throw new IllegalArgumentException("serverAddress: 0.0.0.0 (expected: an address of this server)");
        }
        if (prefixLength < 0 || prefixLength > 32) {
            throw new IllegalArgumentException("prefixLength: " + prefixLength + " (expected: 0..32)");
        }
        if (sourcePort < 0 || sourcePort > 65535) {
            throw new IllegalArgumentException("sourcePort: " + sourcePort + " (expected: 0..65535)");
        }
    }
}
