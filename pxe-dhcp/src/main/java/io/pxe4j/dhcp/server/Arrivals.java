package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.ServerPort;
import org.jspecify.annotations.Nullable;

/** The arrivals at one socket, those from the last sources kept: most packets come from 0.0.0.0:68 or from a few relays. */
final class Arrivals {
    private static final int BITS = 6;
    private static final int MIX = 0x9E3779B9;

    private final String interfaceName;
    private final ServerInterface.Address server;
    private final ServerPort port;
    private final boolean hearsBroadcasts;
    private final @Nullable DhcpArrival[] last = new DhcpArrival[1 << BITS];

    /** For a socket that hears either broadcasts alone, or none as far as one can tell. */
    Arrivals(String interfaceName, ServerInterface.Address server, ServerPort port, boolean hearsBroadcasts) {
        this.interfaceName = interfaceName;
        this.server = server;
        this.port = port;
        this.hearsBroadcasts = hearsBroadcasts;
    }

    DhcpArrival from(Ip4 source, int sourcePort) {
        int at = (source.bits() * 31 + sourcePort) * MIX >>> Integer.SIZE - BITS;
        DhcpArrival found = last[at];
        if (found == null
                || found.sourcePort() != sourcePort
                || found.sourceAddress().bits() != source.bits()) {
            // A client without an address can only have broadcast.
            boolean broadcast = hearsBroadcasts || source.isAny();
            found = new DhcpArrival(
                    interfaceName, server.address(), server.prefixLength(), port, source, sourcePort, broadcast);
            last[at] = found;
        }
        return found;
    }
}
