package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.NegotiationLimits;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A listening address, and what answers from it: a lane for each loop.
 *
 * <p>Where the kernel spreads the clients over several listening sockets, each loop has one and keeps its clients. Else one socket hands each request
 * to the loop of its client.
 */
final class RequestPort {
    private final NegotiationLimits limits;
    private final boolean sharded;
    private volatile List<Lane> lanes = List.of();

    RequestPort(NegotiationLimits limits, boolean sharded) {
        this.limits = limits;
        this.sharded = sharded;
    }

    NegotiationLimits limits() {
        return limits;
    }

    /** From now on requests are answered. */
    void open(List<Lane> allLanes) {
        lanes = List.copyOf(allLanes);
    }

    /** From now on requests are dropped. */
    void shut() {
        lanes = List.of();
    }

    /** Gives a request to the loop of its client; called on the loop {@code here} of the listening socket. */
    void dispatch(TftpRequest request, InetSocketAddress client, InetSocketAddress server, TransferLoop here) {
        List<Lane> open = lanes;
        if (open.isEmpty()) {
            here.events()
                    .refused(
                            client,
                            server,
                            request.printableFile(),
                            RefusalReason.SERVER_CLOSING,
                            "the server is closing");
            return;
        }
        Lane lane = open.get(sharded ? indexOf(open, here) : (client.hashCode() * 0x9E3779B9 >>> 16) % open.size());
        lane.loop().run(() -> lane.loop().onRequest(request, client, server, limits, lane), () -> {});
    }

    /**
     * Looks for the transfer of a packet that came to the wrong one of several listening sockets: the kernel deals the clients anew when a socket
     * joins. Without one the stranger hears of it.
     */
    void forward(ByteBuf packet, InetSocketAddress client, TransferLoop here) {
        List<Lane> open = lanes;
        if (!open.isEmpty()) {
            int origin = indexOf(open, here);
            forward(packet.retain(), client, open, origin, (origin + 1) % open.size());
        }
    }

    private static void forward(ByteBuf packet, InetSocketAddress client, List<Lane> open, int origin, int to) {
        Lane lane = open.get(to);
        TransferPort port = lane.ports().get(0);
        lane.loop()
                .run(
                        () -> {
                            if (to == origin) {
                                lane.loop().onStray(port, client, packet);
                            } else if (!lane.loop().onPacket(port, client, packet)) {
                                forward(packet.retain(), client, open, origin, (to + 1) % open.size());
                            }
                            packet.release();
                        },
                        packet::release);
    }

    private static int indexOf(List<Lane> open, TransferLoop loop) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).loop() == loop) {
                return i;
            }
        }
        return 0;
    }
}
