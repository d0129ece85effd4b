package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import java.util.List;

/** A loop and the ports of it that answer from one listening address. */
record Lane(TransferLoop loop, List<TransferPort> ports, boolean spread) {
    Lane {
        ports = List.copyOf(ports);
    }

    /**
     * The port of that client's next transfer. RFC 1350 §4 wants a new TID, and a late packet of the client's last transfer must not fit; apart from
     * that all take the same one, since what leaves by one socket leaves in one system call. In a range all are used.
     *
     * @param last the number of the port that the client's last transfer had, or -1
     */
    TransferPort portFor(InetSocketAddress client, int last) {
        int first = spread ? Math.floorMod(client.hashCode(), ports.size()) : 0;
        return ports.get(first == last ? (first + 1) % ports.size() : first);
    }
}
