package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.NegotiationLimits;
import java.net.InetSocketAddress;
import java.util.List;

/** A listening address, and the transfer ports of each loop that answer from the same address. */
final class RequestPort {
    /** The loop and its ports for one listening address. */
    record Lane(TransferLoop loop, List<TransferPort> ports) {}

    private final Events events;
    private final Admission admission;
    private final NegotiationLimits limits;
    private volatile List<Lane> lanes = List.of();
    private int turn;

    RequestPort(Events events, Admission admission, NegotiationLimits limits) {
        this.events = events;
        this.admission = admission;
        this.limits = limits;
    }

    Events events() {
        return events;
    }

    Admission admission() {
        return admission;
    }

    /** From now on requests are answered. */
    void open(List<Lane> allLanes) {
        lanes = allLanes;
    }

    /** From now on requests are dropped. */
    void shut() {
        lanes = List.of();
    }

    /** Gives a request to the loop of its client; called on the loop of the listening socket. */
    void dispatch(TftpRequest request, InetSocketAddress client, InetSocketAddress server) {
        List<Lane> open = lanes;
        if (open.isEmpty()) {
            events.refused(
                    client, server, request.printableFile(), RefusalReason.SERVER_CLOSING, "the server is closing");
            return;
        }
        Lane lane = open.get((client.hashCode() * 0x9E3779B9 >>> 16) % open.size());
        // The next port for each request: RFC 1350 §4 wants a new TID, and a late packet of the client's last transfer
        // must not fit.
        TransferPort port = lane.ports.get(turn++ % lane.ports.size());
        turn &= 0xffff;
        lane.loop.run(() -> lane.loop.onRequest(request, client, server, limits, port), () -> {});
    }
}
