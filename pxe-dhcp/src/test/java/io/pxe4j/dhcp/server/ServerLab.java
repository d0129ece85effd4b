package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ReplyDestination;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Servers on loopback with engines of one line, and a listener that remembers. */
final class ServerLab {
    static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    static final HardwareAddress CLIENT = HardwareAddress.of("52:54:00:00:00:01");

    private ServerLab() {}

    static DhcpServer.Builder server(DhcpEngine engine) {
        return DhcpServer.builder()
                .onAddress(LOOPBACK)
                .dhcpPort(0)
                .withoutPxePort()
                .replyToSource(true)
                .engine(context -> engine);
    }

    static DhcpServer started(DhcpServer.Builder builder) {
        return builder.build().start().toCompletableFuture().join();
    }

    static InetSocketAddress address(DhcpServer server) {
        return server.localAddresses().get(0).socketAddress();
    }

    static DhcpPacketWriter request(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, CLIENT).xid(7);
    }

    /** Answers every request at once. */
    static DhcpEngine engine(BiFunction<DhcpPacket, DhcpArrival, DhcpOutcome> answer) {
        return (request, arrival) -> CompletableFuture.completedFuture(answer.apply(request, arrival));
    }

    /** Offers every client an address. */
    static DhcpEngine offers() {
        return engine((request, arrival) -> offer(request, arrival, Duration.ZERO));
    }

    static DhcpReply offer(DhcpPacket request, DhcpArrival arrival, Duration delay) {
        return new DhcpReply(
                DhcpMessageType.OFFER,
                DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
                        .yiaddr(LOOPBACK)
                        .set(DhcpOption.SERVER_IDENTIFIER, arrival.serverAddress()),
                new ReplyDestination(Ip4.BROADCAST, 68, false),
                delay);
    }

    /** Remembers events. */
    static class Events implements DhcpListener {
        final BlockingQueue<DropReason> dropped = new LinkedBlockingQueue<>();
        final BlockingQueue<String> others = new LinkedBlockingQueue<>();
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public void received(RequestReceived event) {
            received.add(event.request().toString());
        }

        @Override
        public void dropped(RequestDropped event) {
            dropped.add(event.drop().reason());
        }

        @Override
        public void otherServerSeen(OtherServerSeen event) {
            others.add(event.toString());
        }

        static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
            return Optional.ofNullable(queue.poll(10, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("nothing told within 10 s"));
        }
    }
}
