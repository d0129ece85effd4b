package io.pxe4j.testkit;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What a simulated client's DHCP stack stands on: two UDP ports and a clock. Tests put a script in its place. */
interface Wire {
    /** The client's own ports. */
    enum Port {
        /** 68 on a real machine. */
        DHCP,
        /** 4011 on a real machine. */
        PXE
    }

    /** Nanoseconds of a clock that only goes forward. */
    long nanos();

    /** Sends at once; a datagram that cannot be sent is lost, as on a network. */
    void send(Port from, byte[] data, InetSocketAddress to);

    /** The next datagram, or nothing if none came before the clock reached {@code deadline}. */
    Optional<Reply> receive(Port at, long deadline);
}
