package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BIOS;
import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.HTTP;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.answer;
import static io.pxe4j.dhcp.engine.Lab.drop;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.ipxe;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.outcome;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static io.pxe4j.dhcp.engine.Lab.unicast;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOption;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boot menus from the offer to the file that the user picked, from a proxy and in single-offer mode. */
class ProxyMenuTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final Ip4 TFTP = ip("10.0.0.9");
    private static final PxeBootServerType LINUX = PxeBootServerType.of(0x8000);
    private static final PxeBootServerType WINDOWS = PxeBootServerType.of(0x8001);
    private static final PxeBootServerType SCRIPT = PxeBootServerType.of(0x8002);

    private static final BootMenu MENU = BootMenu.builder()
            .prompt("Press F8", Duration.ofSeconds(5))
            .localBoot("Disk")
            .item(LINUX, "Linux", BootOffer.file(TFTP, "linux.efi"), BootOffer.file("layer1.efi"))
            .item(WINDOWS, "Windows", ip("10.0.0.7"))
            .item(SCRIPT, "Script", BootOffer.url("http://10.0.0.1/x.ipxe"))
            .build();

    private final Lab lab = new Lab();
    private final BootPolicy policy = BootPolicy.of(client -> BootOffer.menu(MENU));
    private final ProxyDhcp proxy = ProxyDhcp.builder().policy(policy).build(lab.context());
    private final DhcpLeasing leasing = DhcpLeasing.builder()
            .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
            .policy(policy)
            .build(lab.context());
    private final DhcpEngine both = DhcpEngine.firstOf(leasing, proxy);

    private static DhcpPacketWriter picks(DhcpMessageType type, PxeBootServerType item, int layer) {
        return message(type, UEFI)
                .ciaddr(CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(new PxeBootItem(item, layer)));
    }

    private static DhcpPacketWriter picks(PxeBootServerType item) {
        return picks(DhcpMessageType.REQUEST, item, 0);
    }

    private static DhcpArrival broadcastFrom(Ip4 source) {
        return new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, source, 68, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {BIOS, UEFI})
    void offerCarriesTheMenuAndNoFile(String vendorClass) {
        DhcpPacket offer = answer(proxy, message(DhcpMessageType.DISCOVER, vendorClass), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_SPECIFIC)).contains(MENU.options(SERVER));
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.file()).isEmpty();
        assertThat(offer.has(DhcpOption.BOOTFILE_NAME)).isFalse();
    }

    @Test
    void ipxeShowsTheMenuToo() {
        DhcpPacket offer = answer(proxy, ipxe(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_SPECIFIC)).contains(MENU.options(SERVER));
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.has(DhcpOption.BOOTFILE_NAME)).isFalse();
    }

    @Test
    void pickedItemIsAnsweredWithItsFileOnBothPorts() {
        for (DhcpArrival arrival : List.of(unicast(CLIENT), broadcastFrom(CLIENT), pxe(CLIENT, 4011))) {
            for (DhcpMessageType type : List.of(DhcpMessageType.REQUEST, DhcpMessageType.INFORM)) {
                DhcpPacket ack = answer(proxy, picks(type, LINUX, 0), arrival);

                assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
                assertThat(ack.siaddr()).isEqualTo(TFTP);
                assertThat(ack.file()).isEqualTo("linux.efi");
                assertThat(ack.get(DhcpOption.BOOTFILE_NAME)).contains("linux.efi");
                assertThat(ack.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
                assertThat(ByteBufUtil.hexDump(ack.raw(43))).isEqualTo("470480000000ff");
                assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
                assertThat(ack.ciaddr()).isEqualTo(CLIENT);
            }
        }
    }

    @Test
    void pickedItemIsAnsweredToWhereverItCameFrom() {
        DhcpReply reply = (DhcpReply) outcome(proxy, picks(LINUX), broadcastFrom(CLIENT));
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(CLIENT, 68, false));

        reply = (DhcpReply) outcome(proxy, picks(LINUX).ciaddr(Ip4.ANY), BROADCAST);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, true));
    }

    @Test
    void layersAreFilesOfTheirOwn() {
        DhcpPacket ack = answer(proxy, picks(DhcpMessageType.REQUEST, LINUX, 1), pxe(CLIENT, 4011));

        assertThat(ack.file()).isEqualTo("layer1.efi");
        assertThat(ack.siaddr()).isEqualTo(SERVER);
        assertThat(ByteBufUtil.hexDump(ack.raw(43))).isEqualTo("470480000001ff");
        assertThat(outcome(proxy, picks(DhcpMessageType.REQUEST, LINUX, 2), pxe(CLIENT, 4011)))
                .isEqualTo(new DhcpDrop(DropReason.UNKNOWN_BOOT_LAYER, "layer 2 of UNKNOWN(32768)"));
        assertThat(drop(proxy, picks(DhcpMessageType.REQUEST, LINUX, 0x8000), pxe(CLIENT, 4011)))
                .isEqualTo(DropReason.CREDENTIALS_WANTED);
    }

    @Test
    void itemsOfOtherServersAreTheirs() {
        for (DhcpArrival arrival : List.of(broadcastFrom(CLIENT), pxe(CLIENT, 4011))) {
            assertThat(drop(proxy, picks(WINDOWS), arrival)).isEqualTo(DropReason.OTHER_BOOT_SERVER_TYPE);
            assertThat(drop(proxy, picks(PxeBootServerType.of(77)), arrival))
                    .isEqualTo(DropReason.OTHER_BOOT_SERVER_TYPE);
        }
    }

    @Test
    void itemMustSuitTheClientThatPickedIt() {
        assertThat(drop(proxy, picks(SCRIPT), pxe(CLIENT, 4011))).isEqualTo(DropReason.POLICY_UNSUITABLE);

        DhcpPacketWriter ipxe = ipxe(DhcpMessageType.REQUEST)
                .ciaddr(CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(SCRIPT)));
        assertThat(answer(proxy, ipxe, broadcastFrom(CLIENT)).file()).isEqualTo("http://10.0.0.1/x.ipxe");
    }

    @Test
    void searchThatNamesAnotherServerIsNotOurs() {
        DhcpPacketWriter request = picks(LINUX).set(DhcpOption.SERVER_IDENTIFIER, ip("10.0.0.7"));

        assertThat(drop(proxy, request, broadcastFrom(CLIENT))).isEqualTo(DropReason.OTHER_SERVER);
        assertThat(answer(proxy, request, unicast(CLIENT)).file()).isEqualTo("linux.efi");
        assertThat(answer(proxy, request.set(DhcpOption.SERVER_IDENTIFIER, SERVER), broadcastFrom(CLIENT))
                        .file())
                .isEqualTo("linux.efi");
    }

    @Test
    void redirectedClientFindsTheMenuOn4011() {
        ProxyDhcp redirecting =
                ProxyDhcp.builder().policy(policy).style(OfferStyle.REDIRECT).build(lab.context());
        DhcpPacket offer = answer(redirecting, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.file()).isEmpty();

        DhcpPacket ack =
                answer(redirecting, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));
        assertThat(ack.get(DhcpOption.VENDOR_SPECIFIC)).contains(MENU.options(SERVER));
        assertThat(ack.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        // the first item's, for Intel's base code takes no answer without a file
        assertThat(ack.file()).isEqualTo("linux.efi");
        assertThat(ack.siaddr()).isEqualTo(TFTP);
    }

    @Test
    void menuOn4011NamesNoFileThatTheClientCouldNotLoad() {
        BootMenu scripts = BootMenu.builder()
                .item(SCRIPT, "Script", BootOffer.url("http://10.0.0.1/x.ipxe"))
                .build();
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.menu(scripts)))
                .build(lab.context());
        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));

        assertThat(ack.file()).isEmpty();
        assertThat(ack.siaddr()).isEqualTo(SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, "U-Boot.armv8"})
    void clientsWithoutMenusAreNotSentOne(String vendorClass) {
        DhcpOutcome outcome = outcome(proxy, message(DhcpMessageType.DISCOVER, vendorClass), BROADCAST);

        assertThat(outcome).isInstanceOf(DhcpDrop.class);
        assertThat(outcome.toString())
                .startsWith("boot policy's answer cannot work for this client: "
                        + "PXE ROMs, UEFI PXE and iPXE show a boot menu, not U");
    }

    @Test
    void addressServerSendsTheMenuInOfferAndAck() {
        DhcpPacket offer = answer(both, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(offer.yiaddr()).isNotEqualTo(Ip4.ANY);
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, offer.yiaddr());
        for (DhcpPacket reply : List.of(offer, answer(both, request, BROADCAST))) {
            assertThat(reply.get(DhcpOption.VENDOR_SPECIFIC)).contains(MENU.options(SERVER));
            assertThat(reply.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
            assertThat(reply.siaddr()).isEqualTo(SERVER);
            assertThat(reply.file()).isEmpty();
        }
        assertThat(answer(both, picks(LINUX), pxe(CLIENT, 4011)).file()).isEqualTo("linux.efi");
        assertThat(answer(both, picks(LINUX), broadcastFrom(CLIENT)).file()).isEqualTo("linux.efi");
    }

    @Test
    void addressServerSendsIpxeTheMenuAndSparesItTheWait() {
        DhcpPacket offer = answer(leasing, ipxe(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_SPECIFIC)).contains(MENU.options(SERVER));
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.get(DhcpOption.IPXE).orElseThrow().get(IpxeOption.NO_PXEDHCP))
                .contains(true);
    }

    @Test
    void serversBesideAFileAreSeenByIpxe() {
        BootServers servers = BootServers.builder()
                .at(WINDOWS, ip("10.0.0.7"))
                .here(LINUX, BootOffer.file("linux.efi"))
                .build();
        BootOffer script = BootOffer.url("http://10.0.0.1/x.ipxe").withBootServers(servers);
        BootPolicy policy = BootPolicy.of(client -> script);
        ProxyDhcp proxy = ProxyDhcp.builder().policy(policy).build(lab.context());

        assertThat(answer(proxy, ipxe(DhcpMessageType.DISCOVER), BROADCAST).get(DhcpOption.VENDOR_SPECIFIC))
                .contains(servers.directBoot(SERVER));
        DhcpPacketWriter pick = ipxe(DhcpMessageType.REQUEST)
                .ciaddr(CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(LINUX)));
        assertThat(answer(proxy, pick, pxe(CLIENT, 68)).file()).isEqualTo("linux.efi");

        DhcpPacket leased = answer(
                DhcpLeasing.builder()
                        .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
                        .policy(policy)
                        .build(lab.context()),
                ipxe(DhcpMessageType.DISCOVER),
                BROADCAST);
        assertThat(leased.get(DhcpOption.VENDOR_SPECIFIC)).contains(servers.directBoot(SERVER));
        assertThat(leased.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
    }

    @Test
    void romsSeeServersOnlyWhereEdk2WouldStillLoadFromTheRightOne() {
        BootServers servers = BootServers.builder()
                .at(WINDOWS, ip("10.0.0.7"))
                .multicast(ip("232.1.0.1"))
                .build();
        ProxyDhcp elsewhere = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x").withBootServers(servers)))
                .build(lab.context());
        ProxyDhcp there = ProxyDhcp.builder()
                .policy(BootPolicy.of(
                        client -> BootOffer.file(ip("10.0.0.7"), "x").withBootServers(servers)))
                .build(lab.context());

        PxeOptions unlisted = answer(elsewhere, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                .get(DhcpOption.VENDOR_SPECIFIC)
                .orElseThrow();
        assertThat(unlisted.has(PxeOption.BOOT_SERVERS)).isFalse();
        assertThat(unlisted.get(PxeOption.DISCOVERY_ADDRESS)).contains(ip("232.1.0.1"));
        assertThat(answer(there, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .get(DhcpOption.VENDOR_SPECIFIC))
                .contains(servers.directBoot(SERVER));
    }
}
