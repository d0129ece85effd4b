package io.pxe4j.boot.clients;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.Subnet;
import io.pxe4j.dhcp.server.DhcpListener;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.dhcp.server.RequestAnswered;
import io.pxe4j.dhcp.server.RequestDropped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The address server of these tests, in a process of its own since a running JVM cannot enter a network namespace. */
final class LeaseServer implements DhcpListener {
    static final String READY = "LEASE-SERVER-READY";

    private LeaseServer() {}

    /** Arguments: interface, lease time in seconds, T1 as a share of it, then for each subnet {@code NETWORK POOL ROUTER}. */
    public static void main(String[] args) throws InterruptedException {
        DhcpLeasingBuilder leasing = DhcpLeasing.builder()
                .leaseTime(Duration.ofSeconds(Long.parseLong(args[1])))
                .renewalTimes(Double.parseDouble(args[2]), 0.9);
        for (int i = 3; i < args.length; i += 3) {
            leasing.subnet(Subnet.builder(args[i])
                    .pool(args[i + 1])
                    .routers(Ip4.of(args[i + 2]))
                    .build());
        }
        DhcpServer server = DhcpServer.builder()
                .onInterface(args[0])
                .withoutPxePort()
                .engine(leasing::build)
                .listener(new LeaseServer())
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.start().toCompletableFuture().join();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    /** {@code REQUEST RENEWING of 52:54:00:00:00:01 from 10.98.1.50 via 0.0.0.0: ACK 10.98.1.50}, and option 82 of both. */
    @Override
    public void answered(RequestAnswered event) {
        System.out.println(words(event.request(), event.arrival()) + ": "
                + event.reply().messageType().orElseThrow() + " "
                + event.reply().yiaddr() + relayInformation(event.reply()));
    }

    @Override
    public void dropped(RequestDropped event) {
        event.request().ifPresent(request -> System.out.println(words(request, event.arrival()) + ": " + event.drop()));
    }

    private static String words(DhcpPacket request, DhcpArrival arrival) {
        return request.messageType().orElseThrow() + state(request, arrival) + " of " + request.chaddr() + " from "
                + arrival.sourceAddress() + " via " + request.giaddr() + relayInformation(request);
    }

    // RFC 2131 §4.3.2: what a REQUEST holds tells the client's state.
    private static String state(DhcpPacket request, DhcpArrival arrival) {
        if (!request.is(DhcpMessageType.REQUEST)) {
            return "";
        }
        if (request.has(DhcpOption.SERVER_IDENTIFIER)) {
            return " SELECTING";
        }
        if (request.has(DhcpOption.REQUESTED_ADDRESS)) {
            return " INIT-REBOOT";
        }
        return arrival.broadcast() ? " REBINDING" : " RENEWING";
    }

    private static String relayInformation(DhcpPacket packet) {
        return packet.get(DhcpOption.RELAY_AGENT_INFORMATION)
                .map(information -> " " + information)
                .orElse("");
    }
}
