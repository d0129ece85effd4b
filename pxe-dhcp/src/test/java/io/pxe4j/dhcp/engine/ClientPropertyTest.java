package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientLab.Sent;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes in, and whenever: a client neither throws, nor hangs, nor takes what is not its own. */
class ClientPropertyTest {
    @Property(tries = 300)
    void arbitraryOctetsChangeNothing(@ForAll @Size(max = 400) byte[] octets) {
        ClientLab lab = ClientLab.create();
        CompletionStage<ClientLease> stage = lab.client.acquire();
        ByteBuf datagram = Unpooled.wrappedBuffer(octets);
        lab.client.receive(datagram, ClientLab.SERVER, 67);

        assertThat(datagram.refCnt()).isEqualTo(1);
        assertThat(datagram.readableBytes()).isEqualTo(octets.length);
        assertThat(lab.refusals).hasSize(1);
        assertThat(ClientLab.isDone(stage)).isFalse();
        datagram.release();
    }

    // Changed octets of a good offer: it is taken or refused, and what is taken can be asked for.
    @Property(tries = 1000)
    void aDamagedOfferIsTakenOrRefused(
            @ForAll @IntRange(max = 299) int at,
            @ForAll byte octet,
            @ForAll @IntRange(min = 200, max = 300) int length) {
        ClientLab lab = ClientLab.create();
        lab.client.acquire();
        Sent discover = lab.next();
        ByteBuf datagram =
                ClientLab.offer(discover, ClientLab.SERVER, ClientLab.ADDRESS).encode(Lab.ALLOCATOR);
        datagram.setByte(at, octet);
        lab.client.receive(datagram.slice(0, length), ClientLab.SERVER, 67);
        datagram.release();

        if (lab.refusals.isEmpty()) {
            Ip4 asked = lab.next(DhcpMessageType.REQUEST)
                    .packet()
                    .get(DhcpOption.REQUESTED_ADDRESS)
                    .orElseThrow();
            assertThat(ClientAddresses.isHost(asked)).isTrue();
        } else {
            assertThat(lab.sent).isEmpty();
        }
        assertThat(lab.client.nextDeadline()).isPresent();
    }

    // Servers that answer, stay silent, refuse and lie at random: the client always ends in a state that makes sense.
    @Property(tries = 200)
    void everyStoryEndsInAStateThatMakesSense(@ForAll long seed) {
        Random random = new Random(seed);
        ClientLab lab = new ClientLab(
                ClientLab.settings().withKeepLease(random.nextBoolean()).withTiming(ClientTiming.STANDARD), random);
        for (int step = 0; step < 60; step++) {
            act(lab, random);
            assertThat(lab.client.lease().isPresent())
                    .as("step %s, state %s", step, lab.client.state())
                    .isEqualTo(lab.client.state().hasAddress());
            if (lab.sent.size() > 200) {
                throw new AssertionError("a flood of packets: " + lab.sent.size());
            }
        }
        lab.client.close();
        assertThat(lab.client.nextDeadline()).isEmpty();
    }

    private static void act(ClientLab lab, Random random) {
        Ip4 server = Lab.ip("10.0.0." + (1 + random.nextInt(2)));
        Ip4 address = Lab.ip("10.0.0." + (50 + random.nextInt(2)));
        switch (random.nextInt(12)) {
            case 0 -> lab.client.acquire();
            case 1 -> lab.client.renew();
            case 2 -> lab.client.rebind();
            case 3 -> lab.client.release();
            case 4 -> lab.client.decline("");
            case 5 -> lab.client.reboot(address);
            case 6 -> lab.client.discover(offers -> random.nextBoolean());
            case 7 -> lab.client.inform(address);
            case 8 -> {
                lab.sent.clear();
                lab.advance(Duration.ofSeconds(random.nextInt(2000)));
            }
            default -> {
                if (!lab.sent.isEmpty()) {
                    Sent last = lab.sent.getLast();
                    lab.receive(
                            switch (random.nextInt(6)) {
                                case 0 -> ClientLab.nak(last, server);
                                case 1, 2 -> ClientLab.offer(last, server, address);
                                default -> ClientLab.ack(last, server, address);
                            });
                }
            }
        }
    }
}
