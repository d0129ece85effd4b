package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One packet from receipt to its end, with octets of its own on the heap: so a request that waits for a store keeps nothing but itself, and
 * needs no release. One that was answered at once is used again for the next packet.
 */
final class Exchange implements EngineDriver.Waiting {
    private static final int USUAL_SIZE = 1024;

    private final Reception reception;
    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final ByteBuf octets = Unpooled.buffer(USUAL_SIZE);
    private DhcpSocket socket;
    private DhcpArrival arrival;
    private @Nullable DhcpPacket request;
    private long waitsSince;
    private boolean waits;
    private boolean ended;

    Exchange(Reception reception, DhcpSocket socket, DhcpArrival arrival) {
        this.reception = reception;
        this.socket = socket;
        this.arrival = arrival;
    }

    void begin(DhcpSocket at, DhcpArrival how) {
        socket = at;
        arrival = how;
        request = null;
        waits = false;
        ended = false;
    }

    /** Copies and decodes the datagram. */
    DhcpDecoded read(ByteBuf datagram) {
        octets.clear().writeBytes(datagram, datagram.readerIndex(), datagram.readableBytes());
        DhcpDecoded decoded = decoder.decode(octets);
        request = decoded instanceof DhcpPacket packet ? packet : null;
        return decoded;
    }

    DhcpSocket socket() {
        return socket;
    }

    DhcpArrival arrival() {
        return arrival;
    }

    /** The packet; null if it could not be read. */
    @Nullable
    DhcpPacket request() {
        return request;
    }

    /** Whether it has no outcome yet, or had none when the engine gave it back: then it is not used again. */
    boolean waits() {
        return waits;
    }

    @Override
    public void waitsNow(long nowNanos) {
        waits = true;
        waitsSince = nowNanos;
    }

    long waitsSince() {
        return waitsSince;
    }

    @Override
    public void end(DhcpOutcome outcome) {
        if (!ended) {
            ended = true;
            reception.end(this, outcome);
        }
    }
}
