package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.OtherServerSeen.Evidence;
import io.pxe4j.dhcp.server.ServerLab.Events;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherServersTest {
    private static final Ip4 OTHER = Ip4.of("192.0.2.9");
    private static final long SECOND = 1_000_000_000L;
    private static final DhcpArrival ARRIVAL =
            new DhcpArrival("br0", Ip4.of("10.0.0.1"), 24, ServerPort.DHCP, Ip4.of("10.0.0.7"), 67, false);

    private final Events events = new Events();

    private static DhcpPacket packet(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
    }

    private static DhcpPacketWriter offer() {
        return DhcpPacketWriter.replyTo(packet(ServerLab.request(DhcpMessageType.DISCOVER)), DhcpMessageType.OFFER);
    }

    @Test
    void aServerIsNewsOnceInAnInterval() {
        OtherServers others = new OtherServers(Set.of(Ip4.of("192.0.2.1")), Duration.ofSeconds(10));
        long now = Long.MAX_VALUE - SECOND;
        assertThat(others.isNews(OTHER, now)).isTrue();
        assertThat(others.isNews(OTHER, now + 10 * SECOND - 1)).isFalse();
        assertThat(others.isNews(OTHER, now + 10 * SECOND)).isTrue();
        assertThat(others.isNews(OTHER, now + 11 * SECOND)).isFalse();
        assertThat(others.isNews(Ip4.of("192.0.2.1"), now)).isFalse();
    }

    @Test
    void aFloodOfInventedServersIsToldUpToABound() {
        OtherServers others = new OtherServers(Set.of(), Duration.ofSeconds(10));
        int told = 0;
        for (int i = 0; i < 10_000; i++) {
            told += others.isNews(new Ip4(0x0b000000 | i), 0) ? 1 : 0;
        }
        assertThat(told).isEqualTo(256);
        // When the oldest are old, there is room for new ones.
        assertThat(others.isNews(OTHER, 9 * SECOND)).isFalse();
        assertThat(others.isNews(OTHER, 10 * SECOND)).isTrue();
    }

    @Test
    void theServerIsWhoOption54NamesElseTheSender() {
        Ip4 source = Ip4.of("10.0.0.7");
        assertThat(OtherServers.senderOf(packet(offer().set(DhcpOption.SERVER_IDENTIFIER, OTHER)), source))
                .isEqualTo(OTHER);
        assertThat(OtherServers.senderOf(packet(offer()), source)).isEqualTo(source);
        for (String impossible : new String[] {"0.0.0.0", "255.255.255.255", "224.0.0.1", "0.1.2.3"}) {
            DhcpPacket named = packet(offer().set(DhcpOption.SERVER_IDENTIFIER, Ip4.of(impossible)));
            assertThat(OtherServers.senderOf(named, source)).isEqualTo(source);
        }
    }

    @Test
    void onlyARequestChoosesAServer() {
        for (int type = 1; type <= 8; type++) {
            DhcpPacket packet =
                    packet(ServerLab.request(DhcpMessageType.of(type)).set(DhcpOption.SERVER_IDENTIFIER, OTHER));
            assertThat(OtherServers.chosenBy(packet)).isEqualTo(type == 3 ? OTHER.bits() : 0);
        }
        assertThat(OtherServers.chosenBy(packet(ServerLab.request(DhcpMessageType.REQUEST))))
                .isZero();
    }

    // RFC 5107: the relay's address stands in option 54 then.
    @Test
    void aRelaysNameIsNoOtherServer() {
        DhcpPacketWriter request = ServerLab.request(DhcpMessageType.REQUEST);
        assertThat(OtherServers.isRelaysName(packet(request), OTHER)).isFalse();
        assertThat(OtherServers.isRelaysName(packet(request.giaddr(OTHER)), OTHER))
                .isTrue();
        assertThat(OtherServers.isRelaysName(
                        packet(ServerLab.request(DhcpMessageType.REQUEST)
                                .raw(82, (byte) 11, (byte) 4, (byte) 192, (byte) 0, (byte) 2, (byte) 9)),
                        OTHER))
                .isTrue();
    }

    @Test
    void theEventSaysWhatIsKnown() {
        OtherServerSeen boot = new OtherServerSeen(
                OTHER,
                Evidence.ANSWER,
                packet(offer().yiaddr(Ip4.of("10.0.0.50"))
                        .bootFile("evil.efi")
                        .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)),
                ARRIVAL);
        assertThat(boot.isBootServer()).isTrue();
        assertThat(boot.address()).contains(Ip4.of("10.0.0.50"));
        assertThat(boot.bootFile()).isEqualTo("evil.efi");
        assertThat(boot).hasToString("192.0.2.9 (OFFER to 52:54:00:00:00:01 on br0)");

        OtherServerSeen plain = new OtherServerSeen(OTHER, Evidence.ANSWER, packet(offer().file("header")), ARRIVAL);
        assertThat(plain.isBootServer()).isFalse();
        assertThat(plain.address()).isEmpty();
        assertThat(plain.bootFile()).isEqualTo("header");

        OtherServerSeen chosen = new OtherServerSeen(
                OTHER,
                Evidence.CHOSEN_BY_CLIENT,
                packet(ServerLab.request(DhcpMessageType.REQUEST)
                        .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                        .set(DhcpOption.REQUESTED_ADDRESS, Ip4.of("10.0.0.51"))),
                ARRIVAL);
        assertThat(chosen.isBootServer()).isFalse();
        assertThat(chosen.address()).contains(Ip4.of("10.0.0.51"));
        assertThat(chosen.bootFile()).isEmpty();
        assertThat(chosen).hasToString("192.0.2.9 (REQUEST of 52:54:00:00:00:01 on br0)");
    }

    @Test
    void theServerTellsOfOthersOnceAndNeverOfItself() throws Exception {
        try (DhcpServer server = ServerLab.started(ServerLab.server(ServerLab.offers())
                        .knownServers(Ip4.of("192.0.2.1"))
                        .listener(events));
                TestClient client = new TestClient()) {
            for (String named :
                    new String[] {"127.0.0.1", "192.0.2.1", "192.0.2.9", "192.0.2.9", "0.0.0.0", "192.0.2.8"}) {
                client.send(
                        ServerLab.request(DhcpMessageType.REQUEST).set(DhcpOption.SERVER_IDENTIFIER, Ip4.of(named)),
                        ServerLab.address(server));
                client.receive();
            }
            client.send(offer().set(DhcpOption.SERVER_IDENTIFIER, Ip4.of("192.0.2.7")), ServerLab.address(server));
            Events.next(events.dropped);

            assertThat(events.others)
                    .containsExactly(
                            "192.0.2.9 (REQUEST of 52:54:00:00:00:01 on lo)",
                            "192.0.2.8 (REQUEST of 52:54:00:00:00:01 on lo)",
                            "192.0.2.7 (OFFER to 52:54:00:00:00:01 on lo)");
            assertThat(server.counters().value(DhcpCounter.OTHER_SERVERS_SEEN)).isEqualTo(3);
        }
    }
}
