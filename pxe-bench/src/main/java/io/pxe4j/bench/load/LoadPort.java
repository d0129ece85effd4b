package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * The socket of one transfer: a port of its own, its TID (RFC 1350 §4). Sends to the server until somebody answered, then to that port, and
 * hears nobody else. Used on its loop only.
 */
interface LoadPort {
    /** Hears what comes. */
    interface Receiver {
        /**
         * Takes one datagram, or several put together by the kernel; the buffer is valid during the call.
         *
         * @return whether more may wait; false ends the reading until the kernel tells of more
         */
        boolean received(ByteBuf datagrams);
    }

    /** Sends all readable octets as one datagram; leaves the buffer as it is. What the kernel does not take is lost, as on a network. */
    void send(ByteBuf packet);

    /** Closes the socket; nothing is heard after it. */
    void close();
}
