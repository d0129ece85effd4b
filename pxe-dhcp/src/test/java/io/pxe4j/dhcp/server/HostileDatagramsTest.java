package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.RequestLimits;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes in through the socket: the server lives, each packet is accounted for, and the listener may fail each time. */
class HostileDatagramsTest {
    private static final int ROUNDS = 30;
    private static final int BURST = 25;

    private static final DhcpListener FAILING = new DhcpListener() {
        @Override
        public void received(RequestReceived event) {
            // Its text must never fail either.
            throw new IllegalStateException(event.toString());
        }

        @Override
        public void dropped(RequestDropped event) {
            throw new IllegalStateException(event.toString());
        }

        @Override
        public void answered(RequestAnswered event) {
            throw new IllegalStateException(event.toString());
        }

        @Override
        public void otherServerSeen(OtherServerSeen event) {
            throw new IllegalStateException(event.toString());
        }
    };

    private static DhcpEngine engine(EngineContext context) {
        BootPolicy policy = BootPolicy.of(client -> BootOffer.file("boot.efi"));
        return DhcpEngine.firstOf(
                DhcpLeasing.builder()
                        .network(Ip4.of("10.0.0.0"), 24)
                        .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                        .policy(policy)
                        .build(context),
                ProxyDhcp.builder().policy(policy).build(context));
    }

    private static byte[] discover() {
        ByteBuf encoded = ServerLab.request(DhcpMessageType.DISCOVER)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient:Arch:00007:UNDI:003016"))
                .raw(97, new byte[17])
                .encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return octets;
    }

    private static byte[] hostile(Random random) {
        if (random.nextBoolean()) {
            byte[] noise = new byte[random.nextInt(1501)];
            random.nextBytes(noise);
            return noise;
        }
        // Damaged in a few places, these come further.
        byte[] damaged = discover();
        for (int i = random.nextInt(6); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NIO"})
    void eachDatagramIsAccountedForAndTheServerAnswersAfterwards(DhcpTransport transport) throws Exception {
        DhcpServer server = ServerLab.started(DhcpServer.builder()
                .onAddress(ServerLab.LOOPBACK)
                .dhcpPort(0)
                .withoutPxePort()
                .replyToSource(true)
                .transport(transport)
                .limits(RequestLimits.NONE)
                .listener(FAILING)
                .engine(HostileDatagramsTest::engine));
        Random random = new Random(20260101);
        int sent = 0;
        try (TestClient noise = new TestClient();
                TestClient client = new TestClient()) {
            InetSocketAddress to = ServerLab.address(server);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < BURST; i++) {
                    noise.sendBytes(hostile(random), to);
                }
                // A good one in between also keeps the burst within the system's buffer.
                client.sendBytes(discover(), to);
                assertThat(client.receive().messageType()).contains(DhcpMessageType.OFFER);
                sent += BURST + 1;
            }
        }
        server.close();
        DhcpCounters counters = server.counters();
        assertThat(counters.value(DhcpCounter.RECEIVED)).isEqualTo(sent);
        assertThat(counters.answered() + counters.value(DhcpCounter.DROPPED)).isEqualTo(sent);
        assertThat(counters.value(DhcpCounter.LISTENER_FAILURES)).isGreaterThanOrEqualTo(sent);
        assertThat(counters.dropped(DropReason.INTERNAL_ERROR)).isZero();
    }
}
