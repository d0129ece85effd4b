package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EnginePropertyTest {
    private static final List<Captures.Request> SEEDS = Captures.requests();

    private final Lab lab = new Lab();

    private static final BootPolicy POLICY = BootPolicy.of(client -> switch (client.kind()) {
        case UEFI_HTTP, IPXE, GPXE -> BootOffer.url("http://10.77.0.1/x");
        default -> BootOffer.file("x");
    });

    private DhcpEngine engine() {
        return DhcpEngine.firstOf(
                DhcpLeasing.builder()
                        .pool(AddressPool.of("10.77.0.50-10.77.0.59"))
                        .policy(POLICY)
                        .authoritative(true)
                        .build(lab.context()),
                ProxyDhcp.builder().policy(POLICY).build(lab.context()));
    }

    @Property(tries = 2000)
    void mutatedRequestsNeverThrowNorLeak(@ForAll long seed) {
        Random random = new Random(seed);
        Captures.Request original = SEEDS.get(random.nextInt(SEEDS.size()));
        ByteBuf datagram = Lab.ALLOCATOR.directBuffer();
        datagram.writeBytes(original.packet().content().duplicate());
        for (int i = random.nextInt(12); i > 0; i--) {
            // mostly among the options, where structure is
            int from = random.nextInt(4) == 0 ? 0 : 240;
            datagram.setByte(from + random.nextInt(datagram.writerIndex() - from), random.nextInt(256));
        }
        if (random.nextInt(4) == 0) {
            datagram.writerIndex(random.nextInt(datagram.writerIndex() + 1));
        }
        DhcpDecoded decoded = DhcpPacket.decode(datagram);
        if (decoded instanceof DhcpPacket packet) {
            DhcpOutcome outcome = Lab.outcome(engine(), packet, original.arrival());
            if (outcome instanceof DhcpReply reply) {
                checkReply(packet, reply);
            } else {
                assertThat(((DhcpDrop) outcome).reason()).isNotEqualTo(DropReason.INTERNAL_ERROR);
            }
        }
        assertThat(datagram.refCnt()).isEqualTo(1);
        datagram.release();
    }

    private static void checkReply(DhcpPacket request, DhcpReply reply) {
        ByteBuf encoded = reply.message().encode(Lab.ALLOCATOR);
        assertThat(encoded.readableBytes()).isBetween(300, 1472);
        DhcpPacket sent = (DhcpPacket) DhcpPacket.decode(encoded);
        assertThat(sent.isRequest()).isFalse();
        assertThat(sent.xid()).isEqualTo(request.xid());
        assertThat(sent.has(DhcpOption.SERVER_IDENTIFIER)).isTrue();
        assertThat(sent.messageType()).isPresent();
        encoded.release();
    }

    @Property(tries = 300)
    void arbitraryOptionsNeverThrow(@ForAll byte[] options, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf header = Lab.ALLOCATOR.buffer();
        header.writeBytes(
                SEEDS.get(random.nextInt(SEEDS.size())).packet().content().slice(0, 240));
        header.writeByte(53).writeByte(1).writeByte(random.nextInt(10)).writeBytes(options);
        if (DhcpPacket.decode(header) instanceof DhcpPacket packet) {
            for (ServerPort port : ServerPort.values()) {
                DhcpArrival arrival =
                        new DhcpArrival("br0", Ip4.of("10.77.0.1"), 24, port, Ip4.of("10.77.0.60"), 68, false);
                DhcpOutcome outcome = Lab.outcome(engine(), packet, arrival);
                if (outcome instanceof DhcpDrop drop) {
                    assertThat(drop.reason()).isNotEqualTo(DropReason.INTERNAL_ERROR);
                }
            }
        }
    }

    /** Random messages of a few clients through two servers on one store that answers in random order. */
    @Property(tries = 250)
    void noAddressIsEverPromisedToTwoClients(@ForAll long seed) {
        Random random = new Random(seed);
        HandLeaseStore store = new HandLeaseStore();
        List<DhcpLeasing> servers = List.of(server(store), server(store));
        Map<Ip4, Promise> promises = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            DhcpLeasing server = servers.get(random.nextInt(2));
            HardwareAddress client = HardwareAddress.of("52:54:00:00:00:0" + random.nextInt(8));
            DhcpPacket request = Lab.packet(randomMessage(random, client));
            CompletableFuture<DhcpOutcome> outcome =
                    server.handle(request, Lab.BROADCAST).toCompletableFuture();
            outcome.thenAccept(done -> check(promises, client, request, done));
            while (store.waiting() > 0 && random.nextInt(8) != 0) {
                store.answer(random.nextInt(store.waiting()));
                lab.runLoop();
            }
            if (random.nextInt(5) == 0) {
                lab.advance(Duration.ofSeconds(random.nextInt(100)));
            }
        }
    }

    private record Promise(HardwareAddress client, Instant ends) {}

    private void check(Map<Ip4, Promise> promises, HardwareAddress client, DhcpPacket request, DhcpOutcome outcome) {
        if (outcome instanceof DhcpReply reply && reply.type().equals(DhcpMessageType.ACK)) {
            DhcpPacket ack = Lab.packet(reply.message());
            Duration time = ack.get(DhcpOption.LEASE_TIME).orElseThrow();
            Promise before =
                    promises.put(ack.yiaddr(), new Promise(client, lab.now().plus(time)));
            boolean stillValid = before != null && !before.client.equals(client) && before.ends.isAfter(lab.now());
            assertThat(stillValid)
                    .as("%s promised to %s and %s", ack.yiaddr(), before, client)
                    .isFalse();
            // a client that got another address no longer has its old one
            promises.entrySet()
                    .removeIf(one -> one.getValue().client.equals(client)
                            && !one.getKey().equals(ack.yiaddr()));
        } else if (outcome instanceof DhcpDrop drop && drop.reason() == DropReason.RELEASED) {
            promises.remove(request.ciaddr());
        } else if (outcome instanceof DhcpDrop drop && drop.reason() == DropReason.DECLINED) {
            promises.remove(request.get(DhcpOption.REQUESTED_ADDRESS).orElseThrow());
        }
    }

    private DhcpLeasing server(LeaseStore store) {
        return DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.54"))
                .leaseTime(Duration.ofMinutes(5))
                .declineTime(Duration.ofMinutes(5))
                .authoritative(true)
                .store(store)
                .build(lab.context());
    }

    private static DhcpPacketWriter randomMessage(Random random, HardwareAddress client) {
        Ip4 address = new Ip4(Ip4.of("10.0.0.50").bits() + random.nextInt(5));
        return switch (random.nextInt(7)) {
            case 0 -> DhcpPacketWriter.request(DhcpMessageType.DISCOVER, client);
            case 1 ->
                DhcpPacketWriter.request(DhcpMessageType.DISCOVER, client).set(DhcpOption.REQUESTED_ADDRESS, address);
            case 2 ->
                DhcpPacketWriter.request(DhcpMessageType.REQUEST, client)
                        .set(DhcpOption.SERVER_IDENTIFIER, Lab.SERVER)
                        .set(DhcpOption.REQUESTED_ADDRESS, address);
            case 3 ->
                DhcpPacketWriter.request(DhcpMessageType.REQUEST, client).set(DhcpOption.REQUESTED_ADDRESS, address);
            case 4 -> DhcpPacketWriter.request(DhcpMessageType.REQUEST, client).ciaddr(address);
            case 5 -> DhcpPacketWriter.request(DhcpMessageType.RELEASE, client).ciaddr(address);
            default ->
                DhcpPacketWriter.request(DhcpMessageType.DECLINE, client).set(DhcpOption.REQUESTED_ADDRESS, address);
        };
    }
}
