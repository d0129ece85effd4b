package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DropReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A packet gets no answer, and why. */
public final class RequestDropped {
    private final @Nullable DhcpPacket request;
    private final DhcpArrival arrival;
    private final DhcpDrop drop;

    private RequestDropped(@Nullable DhcpPacket request, DhcpArrival arrival, DhcpDrop drop) {
        this.request = request;
        this.arrival = arrival;
        this.drop = drop;
    }

    static RequestDropped of(DhcpPacket request, DhcpArrival arrival, DhcpDrop drop) {
        return new RequestDropped(request, arrival, drop);
    }

    static RequestDropped unreadable(DhcpArrival arrival, DropReason reason, String detail) {
        return new RequestDropped(null, arrival, new DhcpDrop(reason, detail));
    }

    /** The packet, a view that ends with the call; empty if it could not be read, or is gone when sending its answer fails. */
    public Optional<DhcpPacket> request() {
        return Optional.ofNullable(request);
    }

    /** How it came. */
    public DhcpArrival arrival() {
        return arrival;
    }

    /** The reason. */
    public DhcpDrop drop() {
        return drop;
    }

    /** {@code 52:54:00:00:00:01 from 0.0.0.0:68 on br0: not a network-boot client}. */
    @Override
    public String toString() {
        String client = request == null ? "packet" : request.chaddr().toString();
        return client + " from " + arrival.sourceAddress() + ":" + arrival.sourcePort() + " on "
                + arrival.interfaceName() + ": " + drop;
    }
}
