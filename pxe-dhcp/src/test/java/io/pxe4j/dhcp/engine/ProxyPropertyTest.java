package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever arrives has one outcome, and every reply passes the strictest firmware that could read it. */
class ProxyPropertyTest {
    private static final Ip4 US = Ip4.of("10.77.0.1");
    private static final Ip4 CLIENT = Ip4.of("10.77.0.60");
    private static final List<String> VENDORS = List.of(
            Lab.BIOS, Lab.UEFI, Lab.HTTP, "PXEClient", "PXEClient:Arch:00011:UNDI:003000", "U-Boot.armv8", "MSFT 5.0");

    private final Lab lab = new Lab();

    private static BootServers servers(Random random) {
        BootServers.Builder servers = BootServers.builder().here(PxeBootServerType.of(0x8000), BootOffer.file("x"));
        if (random.nextBoolean()) {
            servers.at(PxeBootServerType.of(0x8001), Ip4.of("10.77.0.9"));
        }
        if (random.nextBoolean()) {
            servers.anywhere(PxeBootServerType.of(0x8002));
        }
        if (random.nextBoolean()) {
            servers.multicast(Ip4.of("232.0.0.1"));
        }
        return random.nextBoolean() ? servers.listedOnly().build() : servers.build();
    }

    private static BootMenu menu(Random random) {
        BootMenu.Builder menu = BootMenu.builder();
        if (random.nextBoolean()) {
            menu.localBoot("Disk");
        }
        menu.item(PxeBootServerType.of(0x8000), "Linux", BootOffer.file("x"), BootOffer.url("http://10.77.0.1/x"));
        if (random.nextBoolean()) {
            menu.itemAnywhere(PxeBootServerType.of(0x8002), "Elsewhere");
        }
        if (random.nextBoolean()) {
            menu.multicast(Ip4.of("232.0.0.1"));
        }
        return menu.build();
    }

    private static BootOffer offer(Random random) {
        BootOffer offer = switch (random.nextInt(8)) {
            case 0 -> BootOffer.ignore("why");
            case 1, 2 -> BootOffer.url("http://10.77.0.1/" + "u".repeat(random.nextInt(238)));
            case 3 -> BootOffer.menu(menu(random));
            case 4 -> BootOffer.file("f".repeat(1 + random.nextInt(255))).withBootServers(servers(random));
            case 5 -> BootOffer.url("http://10.77.0.1/x").withBootServers(servers(random));
            default -> BootOffer.file("f".repeat(1 + random.nextInt(255)));
        };
        return random.nextInt(3) == 0
                ? offer.withStyle(random.nextBoolean() ? OfferStyle.REDIRECT : OfferStyle.DIRECT)
                : offer;
    }

    private DhcpEngine engine(BootOffer offer) {
        return ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> offer))
                .style(client -> client.kind() == BootClient.Kind.UEFI_PXE, OfferStyle.REDIRECT)
                .dnsServers(Ip4.of("10.77.0.53"))
                .build(lab.context());
    }

    private static DhcpArrival arrival(Random random) {
        return new DhcpArrival(
                "br0",
                US,
                24,
                random.nextBoolean() ? ServerPort.DHCP : ServerPort.PXE,
                random.nextInt(3) == 0 ? Ip4.ANY : CLIENT,
                random.nextBoolean() ? 68 : 4011,
                random.nextBoolean());
    }

    private static DhcpPacketWriter request(Random random) {
        DhcpMessageType type = DhcpMessageType.of(1 + random.nextInt(8));
        DhcpPacketWriter request = DhcpPacketWriter.request(
                        type, HardwareAddress.of(random.nextInt(5) == 0 ? "b8:27:eb:01:02:03" : "52:54:00:00:00:01"))
                .xid(random.nextInt());
        if (random.nextInt(10) != 0) {
            request.set(DhcpOption.VENDOR_CLASS, VendorClass.of(VENDORS.get(random.nextInt(VENDORS.size()))));
        }
        if (random.nextInt(3) == 0) {
            request.raw(77, (byte) 'i', (byte) 'P', (byte) 'X', (byte) 'E').raw(175, (byte) 0x13, (byte) 1, (byte) 1);
        }
        if (random.nextBoolean()) {
            request.ciaddr(CLIENT);
        }
        if (random.nextInt(4) == 0) {
            request.giaddr(Ip4.of("10.9.0.1")).raw(82, new byte[random.nextInt(60)]);
        }
        if (random.nextInt(3) == 0) {
            int type71 = 0x8000 + random.nextInt(4);
            request.set(
                    DhcpOption.VENDOR_SPECIFIC,
                    PxeOptions.bootItem(new PxeBootItem(PxeBootServerType.of(type71), random.nextInt(3))));
        }
        if (random.nextBoolean()) {
            byte[] identifier = new byte[random.nextInt(20)];
            random.nextBytes(identifier);
            request.raw(97, identifier);
        }
        if (random.nextBoolean()) {
            request.raw(57, (byte) random.nextInt(8), (byte) random.nextInt(256));
        }
        return request;
    }

    @Property(tries = 1500)
    void everyReplyIsOneThatItsReaderTakes(@ForAll long seed) {
        Random random = new Random(seed);
        BootOffer offer = offer(random);
        DhcpPacket request = Lab.packet(request(random));
        DhcpArrival arrival = arrival(random);
        DhcpOutcome outcome = Lab.outcome(engine(offer), request, arrival);
        if (outcome instanceof DhcpDrop drop) {
            assertThat(drop.reason()).isNotIn(DropReason.INTERNAL_ERROR, DropReason.POLICY_FAILED);
            return;
        }
        DhcpPacket reply = Lab.packet(((DhcpReply) outcome).message());
        BootClient client = BootClient.of(request);

        // never what is the address server's
        boolean asksBoot = request.is(DhcpMessageType.DISCOVER)
                || Requests.isForBootServer(request)
                || arrival.port() == ServerPort.PXE;
        assertThat(asksBoot).isTrue();
        assertThat(reply.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(reply.has(DhcpOption.LEASE_TIME)).isFalse();
        // the basics
        assertThat(reply.get(DhcpOption.SERVER_IDENTIFIER)).contains(US);
        assertThat(reply.is(DhcpMessageType.OFFER)).isEqualTo(request.is(DhcpMessageType.DISCOVER));
        assertThat(reply.length()).isBetween(300, 1472);
        OfferDiagnosis diagnosis = OfferDiagnosis.of(reply);
        assertThat(diagnosis.faults()).isSubsetOf(OfferFault.SECOND_PROXY);
        if (client.kind() == BootClient.Kind.RASPBERRY_PI && reply.is(DhcpMessageType.OFFER) && reply.length() < 400) {
            assertThat(Loaders.raspberryPiObjects(reply)).isIn(Optional.empty(), Optional.of("no file in the header"));
        }
        if (reply.is(DhcpMessageType.OFFER) && reply.has(DhcpOption.VENDOR_SPECIFIC)) {
            assertThat(Firmware.intelObjects(request, reply)).isEmpty();
        }
        Optional<PxeBootItem> item = ProxyScope.item(request);
        if (item.isPresent()) {
            assertThat(reply.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow().get(PxeOption.BOOT_ITEM))
                    .isEqualTo(item);
            assertThat(reply.get(DhcpOption.BOOTFILE_NAME)).isPresent();
        }
    }

    @Property(tries = 500)
    void port4011IsNoAmplifier(@ForAll long seed) {
        Random random = new Random(seed);
        // the shortest request that is answered: no padding, no END
        ByteBuf shortest = Unpooled.buffer();
        DhcpPacket whole = Lab.packet(request(random));
        shortest.writeBytes(whole.content(), 0, 240);
        shortest.writeBytes(new byte[] {53, 1, 3, 60, 9, 'P', 'X', 'E', 'C', 'l', 'i', 'e', 'n', 't'});
        DhcpArrival arrival = new DhcpArrival("br0", US, 24, ServerPort.PXE, CLIENT, 4011, false);
        DhcpPacket request = (DhcpPacket) DhcpPacket.decode(shortest);
        if (Lab.outcome(engine(offer(random)), request, arrival) instanceof DhcpReply reply) {
            assertThat(Lab.packet(reply.message()).length()).isLessThanOrEqualTo(3 * request.length());
        }
    }

    @Property(tries = 1500)
    void damagedRequestsNeverThrowAndNeverLeak(@ForAll long seed) {
        Random random = new Random(seed);
        DhcpEngine engine = engine(offer(random));
        ByteBuf datagram =
                Lab.ALLOCATOR.buffer().writeBytes(Lab.packet(request(random)).content());
        int changes = 1 + random.nextInt(12);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(4) == 0 ? 0 : 236;
            datagram.setByte(from + random.nextInt(datagram.writerIndex() - from), random.nextInt(256));
        }
        if (random.nextInt(4) == 0) {
            datagram.writerIndex(random.nextInt(datagram.writerIndex() + 1));
        }
        if (DhcpPacket.decode(datagram) instanceof DhcpPacket packet) {
            DhcpOutcome outcome = Lab.outcome(engine, packet, arrival(random));
            if (outcome instanceof DhcpReply reply) {
                ByteBuf encoded = reply.message().encode(Lab.ALLOCATOR);
                assertThat(DhcpPacket.decode(encoded)).isInstanceOf(DhcpPacket.class);
                assertThat(encoded.refCnt()).isEqualTo(1);
                encoded.release();
            } else {
                assertThat(((DhcpDrop) outcome).reason()).isNotEqualTo(DropReason.INTERNAL_ERROR);
            }
        }
        assertThat(datagram.refCnt()).isEqualTo(1);
        datagram.release();
    }

    @Property(tries = 200)
    void stormsThatWaitAreBounded(@ForAll long seed) {
        Random random = new Random(seed);
        List<CompletableFuture<BootOffer>> asked = new ArrayList<>();
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(client -> {
                    asked.add(new CompletableFuture<>());
                    return asked.get(asked.size() - 1);
                })
                .maxWaiting(8)
                .build(lab.context());
        int open = 0;
        for (int i = 0; i < 64; i++) {
            DhcpPacket request = Lab.packet(request(random));
            if (!proxy.handle(request, arrival(random)).toCompletableFuture().isDone()) {
                open++;
            }
        }
        assertThat(open).isLessThanOrEqualTo(8);
        proxy.close();
    }
}
