package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;

/**
 * Delivers an answer to a client that has no address yet and did not ask for a broadcast, by unicast to {@code yiaddr} and
 * {@code chaddr}: for networks where broadcasts are unwelcome.
 *
 * <p>Sockets cannot do that by themselves, since nobody answers ARP for such an address; an implementation may send a frame of its own, or
 * enter the client into the system's neighbour table ({@code ip neigh replace}) and let the server send. By default the server
 * broadcasts, which every client without an address hears.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.1">RFC 2131 §4.1</a>
 */
@FunctionalInterface
public interface UnicastToUnconfigured {
    /** What was done, and what the server has to do. */
    enum Delivery {
        /** Nothing; the server broadcasts the answer. */
        BROADCAST,
        /** The system can reach the client now; the server sends the answer to {@code yiaddr}. */
        UNICAST,
        /** The answer is on its way; the server does nothing. */
        SENT
    }

    /**
     * Takes an answer whose {@code yiaddr} and hardware address are set and whose broadcast flag is not. Called on the server's event
     * loop: it must not block. What it throws is logged, and the answer broadcast.
     *
     * @param reply the answer; a view that ends with the call
     * @param arrival how the request came, with the interface to send by and the server's address
     */
    Delivery deliver(DhcpPacket reply, DhcpArrival arrival);
}
