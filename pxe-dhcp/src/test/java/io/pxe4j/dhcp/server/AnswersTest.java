package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ReplyDestination;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.engine.RequestRate;
import io.pxe4j.dhcp.server.ServerLab.Events;
import io.pxe4j.dhcp.server.UnicastToUnconfigured.Delivery;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What becomes of an answer on its way out, and of those who ask too much. */
class AnswersTest {
    private final Events events = new Events();

    private static DhcpEngine answersTo(Ip4 address, int port, DhcpMessageType type) {
        return ServerLab.engine((request, arrival) -> new DhcpReply(
                type,
                DhcpPacketWriter.replyTo(request, type).yiaddr(ServerLab.LOOPBACK),
                new ReplyDestination(address, port, false)));
    }

    @Test
    void answersAreCountedByType() throws Exception {
        DhcpEngine engine = ServerLab.engine((request, arrival) -> {
            DhcpMessageType type = request.is(DhcpMessageType.DISCOVER)
                    ? DhcpMessageType.OFFER
                    : request.is(DhcpMessageType.REQUEST)
                            ? DhcpMessageType.ACK
                            : request.is(DhcpMessageType.INFORM) ? DhcpMessageType.NAK : DhcpMessageType.of(13);
            return new DhcpReply(
                    type,
                    DhcpPacketWriter.replyTo(request, type),
                    new ReplyDestination(arrival.sourceAddress(), arrival.sourcePort(), false));
        });
        DhcpServer server = ServerLab.started(ServerLab.server(engine));
        try (TestClient client = new TestClient()) {
            for (int type : new int[] {1, 3, 3, 8, 8, 8, 10}) {
                client.send(ServerLab.request(DhcpMessageType.of(type)), ServerLab.address(server));
                client.receive();
            }
        }
        server.close();
        DhcpCounters counters = server.counters();
        assertThat(counters.value(DhcpCounter.OFFERS_SENT)).isEqualTo(1);
        assertThat(counters.value(DhcpCounter.ACKS_SENT)).isEqualTo(2);
        assertThat(counters.value(DhcpCounter.NAKS_SENT)).isEqualTo(3);
        assertThat(counters.value(DhcpCounter.OTHERS_SENT)).isEqualTo(1);
        assertThat(counters.answered()).isEqualTo(7);
        assertThat(counters.value(DhcpCounter.RECEIVED_OCTETS)).isEqualTo(7 * 300);
        assertThat(counters.value(DhcpCounter.SENT_OCTETS)).isEqualTo(7 * 300);
        assertThat(counters)
                .hasToString("RECEIVED 7, RECEIVED_OCTETS 2100, OFFERS_SENT 1, ACKS_SENT 2, NAKS_SENT 3,"
                        + " OTHERS_SENT 1, SENT_OCTETS 2100");
    }

    @Test
    void anAnswerThatTheSystemRefusesIsADropAndNoAnswer() throws Exception {
        // Port 0 cannot be sent to.
        DhcpEngine engine = answersTo(ServerLab.LOOPBACK, 0, DhcpMessageType.OFFER);
        try (DhcpServer server = ServerLab.started(
                        ServerLab.server(engine).replyToSource(false).listener(events));
                TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));

            assertThat(Events.next(events.dropped)).isEqualTo(DropReason.SEND_FAILED);
            assertThat(server.counters().dropped(DropReason.SEND_FAILED)).isEqualTo(1);
            assertThat(server.counters().value(DhcpCounter.DROPPED)).isEqualTo(1);
            assertThat(server.counters().answered()).isZero();
        }
    }

    // Some ROMs are deaf to an answer that comes at once (dnsmasq has --dhcp-reply-delay for them).
    @Test
    void anAnswerIsHeldBackWhenItsEngineWantsThat() throws Exception {
        DhcpEngine engine = ServerLab.engine((request, arrival) ->
                ServerLab.offer(request, arrival, Duration.ofMillis(request.xid() == 1 ? 500 : 0)));
        try (DhcpServer server = ServerLab.started(ServerLab.server(engine));
                TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(1), ServerLab.address(server));
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(2), ServerLab.address(server));

            assertThat(client.receive().xid()).isEqualTo(2);
            assertThat(client.receive().xid()).isEqualTo(1);
            assertThat(server.counters().value(DhcpCounter.HELD_BACK)).isEqualTo(1);
        }
    }

    @Test
    void whenTooManyAnswersAreHeldBackTheNextLeaveAtOnce() throws Exception {
        DhcpEngine engine =
                ServerLab.engine((request, arrival) -> ServerLab.offer(request, arrival, Duration.ofDays(400_000_000)));
        DhcpServer server =
                ServerLab.started(ServerLab.server(engine).maxHeldBack(1).listener(events));
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(1), ServerLab.address(server));
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(2), ServerLab.address(server));
            assertThat(client.receive().xid()).isEqualTo(2);
            assertThat(server.counters().value(DhcpCounter.NOT_HELD_BACK)).isEqualTo(1);
        }
        server.close();
        assertThat(events.dropped).containsExactly(DropReason.CLOSING);
        assertThat(server.counters().value(DhcpCounter.RECEIVED)).isEqualTo(2);
        assertThat(server.counters().answered()).isEqualTo(1);
    }

    @Test
    void aClientThatAsksTooOftenIsDroppedWithTheReason() throws Exception {
        RequestLimits limits =
                RequestLimits.builder().perClient(RequestRate.of(1, 1)).build();
        try (DhcpServer server = ServerLab.started(
                        ServerLab.server(ServerLab.offers()).limits(limits).listener(events));
                TestClient client = new TestClient()) {
            for (int i = 0; i < 20; i++) {
                client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            }
            client.receive();
            assertThat(Events.next(events.dropped)).isEqualTo(DropReason.CLIENT_RATE);
            // It was not told as received, since the engine never saw it.
            assertThat(events.received.size()).isLessThan(20);
        }
    }

    // Clients that have no address yet and did not ask for a broadcast.

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private DhcpServer.Builder delivering(Delivery how, Ip4 destination, int port, DhcpMessageType type) {
        return ServerLab.server(answersTo(destination, port, type))
                .replyToSource(false)
                .unicastToUnconfigured((reply, arrival) -> {
                    asked.add(reply.yiaddr() + " " + reply.chaddr() + " " + arrival.interfaceName());
                    return how;
                });
    }

    @Test
    void theHookMayMakeAClientReachable() throws Exception {
        try (TestClient client = new TestClient();
                DhcpServer server = ServerLab.started(
                        delivering(Delivery.UNICAST, Ip4.BROADCAST, client.port(), DhcpMessageType.OFFER))) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));

            assertThat(client.receive().messageType()).contains(DhcpMessageType.OFFER);
            assertThat(asked).containsExactly("127.0.0.1 52:54:00:00:00:01 lo");
        }
    }

    @Test
    void theHookMaySendByItself() throws Exception {
        DhcpServer server = ServerLab.started(delivering(Delivery.SENT, Ip4.BROADCAST, 68, DhcpMessageType.OFFER));
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            Events.next(asked);
        }
        server.close();
        assertThat(server.counters().answered()).isEqualTo(1);
        assertThat(server.counters().value(DhcpCounter.DROPPED)).isZero();
    }

    @Test
    void theHookIsNotAskedForWhatMustOrNeedNotBeBroadcast() throws Exception {
        try (TestClient client = new TestClient()) {
            InetSocketAddress self = new InetSocketAddress("127.0.0.1", client.port());
            DhcpServer unicast = ServerLab.started(
                    delivering(Delivery.SENT, Ip4.of(self.getAddress()), self.getPort(), DhcpMessageType.OFFER));
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(unicast));
            client.receive();
            unicast.close();

            DhcpServer nak = ServerLab.started(delivering(Delivery.SENT, Ip4.BROADCAST, 68, DhcpMessageType.NAK)
                    .listener(events));
            client.send(ServerLab.request(DhcpMessageType.REQUEST), ServerLab.address(nak));
            Events.next(events.received);
            nak.close();

            DhcpServer flag = ServerLab.started(delivering(Delivery.SENT, Ip4.BROADCAST, 68, DhcpMessageType.OFFER)
                    .listener(events));
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).broadcast(true), ServerLab.address(flag));
            Events.next(events.received);
            flag.close();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aHookThatThrowsLeavesTheBroadcast() throws Exception {
        DhcpServer server = ServerLab.started(ServerLab.server(answersTo(Ip4.BROADCAST, 68, DhcpMessageType.OFFER))
                .replyToSource(false)
                .unicastToUnconfigured((reply, arrival) -> {
                    asked.add("asked");
                    throw new IllegalStateException("hook");
                }));
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            Events.next(asked);
        }
        server.close();
        // Loopback may refuse a broadcast; one of the two it must be.
        assertThat(server.counters().answered() + server.counters().dropped(DropReason.SEND_FAILED))
                .isEqualTo(1);
    }
}
