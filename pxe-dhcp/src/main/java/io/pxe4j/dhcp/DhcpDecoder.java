package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;

/**
 * Decodes one packet after another into one reused {@link DhcpPacket}, without garbage: for a server's loop.
 *
 * <pre>{@code
 * DhcpDecoder decoder = DhcpDecoder.create();
 * if (decoder.decode(datagram) instanceof DhcpPacket packet) {
 *     // valid until the next decode; packet.copy() keeps one
 * }
 * }</pre>
 *
 * <p>Not thread-safe: one per event loop.
 */
public final class DhcpDecoder {
    private final DhcpPacket packet = new DhcpPacket();

    private DhcpDecoder() {}

    /** A decoder. */
    public static DhcpDecoder create() {
        return new DhcpDecoder();
    }

    /**
     * Decodes the readable octets of {@code datagram}, whose indexes and reference count stay as they are.
     *
     * @return a packet that stays valid until the next call and while the buffer is, or what is wrong
     */
    public DhcpDecoded decode(ByteBuf datagram) {
        MalformedDhcp problem = packet.wrap(datagram);
        return problem != null ? problem : packet;
    }
}
