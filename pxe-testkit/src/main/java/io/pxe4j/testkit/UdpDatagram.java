package io.pxe4j.testkit;

import java.net.InetSocketAddress;
import java.time.Instant;

/** One UDP datagram of a capture. Immutable. */
public final class UdpDatagram {
    private final Instant time;
    private final InetSocketAddress source;
    private final InetSocketAddress destination;
    private final byte[] payload;

    private UdpDatagram(Instant time, InetSocketAddress source, InetSocketAddress destination, byte[] payload) {
        this.time = time;
        this.source = source;
        this.destination = destination;
        this.payload = payload;
    }

    /** A datagram with a copy of the payload. */
    public static UdpDatagram of(
            Instant time, InetSocketAddress source, InetSocketAddress destination, byte[] payload) {
        return new UdpDatagram(time, source, destination, payload.clone());
    }

    /** When it was seen; pcap files keep microseconds or nanoseconds. */
    public Instant time() {
        return time;
    }

    /** Address and port it came from. */
    public InetSocketAddress source() {
        return source;
    }

    /** Address and port it went to. */
    public InetSocketAddress destination() {
        return destination;
    }

    /** A copy of what UDP carried. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Time, addresses and size. */
    @Override
    public String toString() {
        return time + " " + source + " > " + destination + " " + payload.length + " bytes";
    }
}
