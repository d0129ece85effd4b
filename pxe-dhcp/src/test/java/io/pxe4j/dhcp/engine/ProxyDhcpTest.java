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
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static io.pxe4j.dhcp.engine.Lab.relayed;
import static io.pxe4j.dhcp.engine.Lab.reply;
import static io.pxe4j.dhcp.engine.Lab.unicast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProxyDhcpTest {
    private static final Ip4 TFTP = ip("10.0.0.9");
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final Ip4 RELAY = ip("10.0.7.254");
    private static final PxeBootServerType TYPE = PxeBootServerType.of(0x8001);

    private final Lab lab = new Lab();

    private ProxyDhcp proxy(Function<BootClient, BootOffer> decision) {
        return ProxyDhcp.builder().policy(BootPolicy.of(decision)).build(lab.context());
    }

    private ProxyDhcp proxy() {
        return proxy(client -> BootOffer.file(TFTP, "boot.efi"));
    }

    private static DhcpPacketWriter bootItem(DhcpMessageType type, int layer) {
        return message(type, BIOS).set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(new PxeBootItem(TYPE, layer)));
    }

    @Test
    void directOfferHasAllThatAPxeRomLooksFor() {
        DhcpReply reply = reply(proxy(), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        DhcpPacket offer = Lab.packet(reply.message());

        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, true));
        assertThat(offer.isRequest()).isFalse();
        assertThat(offer.xid()).isEqualTo(0x1234_5678);
        assertThat(offer.isBroadcast()).isTrue();
        assertThat(offer.ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(offer.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(offer.siaddr()).isEqualTo(TFTP);
        assertThat(offer.sname()).isEqualTo("10.0.0.9");
        assertThat(offer.file()).isEqualTo("boot.efi");
        assertThat(offer.messageType()).contains(DhcpMessageType.OFFER);
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.get(DhcpOption.TFTP_SERVER_NAME)).contains("10.0.0.9");
        assertThat(offer.get(DhcpOption.BOOTFILE_NAME)).contains("boot.efi");
        assertThat(ByteBufUtil.hexDump(offer.raw(43))).isEqualTo("06010aff");
        assertThat(offer.has(DhcpOption.LEASE_TIME)).isFalse();
        assertThat(offer.has(DhcpOption.SUBNET_MASK)).isFalse();
    }

    @Test
    void fileWithoutServerComesFromTheAddressWhereTheRequestArrived() {
        DhcpPacket offer =
                answer(proxy(client -> BootOffer.file("boot.efi")), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);

        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.get(DhcpOption.TFTP_SERVER_NAME)).contains("10.0.0.1");
    }

    @Test
    void redirectedOfferLeadsToOurPort4011AndHasNoOption43() {
        ProxyDhcp proxy = proxy(client -> BootOffer.file(TFTP, "boot.efi").withStyle(OfferStyle.REDIRECT));

        DhcpPacket offer = answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.siaddr()).isEqualTo(SERVER);

        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));
        assertThat(ack.siaddr()).isEqualTo(TFTP);
        assertThat(ack.file()).isEqualTo("boot.efi");
    }

    @Test
    void styleMayDifferByClient() {
        ProxyDhcp proxy = proxy(client -> BootOffer.file("x")
                .withStyle(client.kind() == BootClient.Kind.UEFI_PXE ? OfferStyle.REDIRECT : OfferStyle.DIRECT));

        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .has(DhcpOption.VENDOR_SPECIFIC))
                .isFalse();
        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST)
                        .has(DhcpOption.VENDOR_SPECIFIC))
                .isTrue();
    }

    @Test
    void ipxeIsNeverRedirected() {
        ProxyDhcp proxy =
                proxy(client -> BootOffer.url("http://10.0.0.1/boot.ipxe").withStyle(OfferStyle.REDIRECT));

        DhcpPacket offer = answer(proxy, ipxe(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
    }

    @Test
    void httpBootGetsItsUrlItsWordAndDns() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.url("http://boot.example/x.efi")))
                .dnsServers(ip("10.0.0.53"))
                .build(lab.context());

        DhcpPacket offer = answer(proxy, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
        assertThat(offer.get(DhcpOption.BOOTFILE_NAME)).contains("http://boot.example/x.efi");
        assertThat(offer.file()).isEqualTo("http://boot.example/x.efi");
        assertThat(offer.get(DhcpOption.DNS_SERVERS)).contains(List.of(ip("10.0.0.53")));
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(offer.yiaddr()).isEqualTo(Ip4.ANY);
    }

    @Test
    void raspberryPiGetsItsMenuAndNoPadding() {
        DhcpPacketWriter request = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("b8:27:eb:00:00:01"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of(BIOS))
                .raw(93, (byte) 0, (byte) 0);
        DhcpReply reply = reply(
                proxy(client -> BootOffer.file("bootcode.bin").withStyle(OfferStyle.REDIRECT)), request, BROADCAST);
        DhcpPacket offer = Lab.packet(reply.message());

        PxeOptions pxe = offer.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow();
        assertThat(pxe.get(PxeOption.BOOT_MENU).orElseThrow().get(0).text()).isEqualTo("Raspberry Pi Boot");
        assertThat(pxe.get(PxeOption.MENU_PROMPT).orElseThrow().text()).isEqualTo("PXE");
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(octetAfter(offer, 67)).isNotZero();
    }

    @Test
    void bootServerAnswersRequestAndInformOn4011() {
        for (DhcpMessageType type : List.of(DhcpMessageType.REQUEST, DhcpMessageType.INFORM)) {
            DhcpReply reply = reply(proxy(), message(type, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));
            DhcpPacket ack = Lab.packet(reply.message());

            assertThat(reply.destination()).isEqualTo(new ReplyDestination(CLIENT, 4011, false));
            assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
            assertThat(ack.ciaddr()).isEqualTo(CLIENT);
            assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
            assertThat(ack.siaddr()).isEqualTo(TFTP);
            assertThat(ack.file()).isEqualTo("boot.efi");
            assertThat(ack.get(DhcpOption.BOOTFILE_NAME)).contains("boot.efi");
            assertThat(ack.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
            assertThat(ack.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
            assertThat(ack.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        }
    }

    @Test
    void bootItemIsEchoedOnBothPorts() {
        for (DhcpArrival arrival : List.of(unicast(CLIENT), pxe(CLIENT, 4011))) {
            for (DhcpMessageType type : List.of(DhcpMessageType.REQUEST, DhcpMessageType.INFORM)) {
                DhcpPacket ack = answer(proxy(), bootItem(type, 2), arrival);

                assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
                assertThat(ack.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow().get(PxeOption.BOOT_ITEM))
                        .contains(new PxeBootItem(TYPE, 2));
            }
        }
    }

    @Test
    void bootItemByBroadcastIsAnsweredOnlyForTheTypesOfThisServer() {
        assertThat(drop(proxy(), bootItem(DhcpMessageType.REQUEST, 0), BROADCAST))
                .isEqualTo(DropReason.OTHER_BOOT_SERVER_TYPE);
        DhcpArrival toEverybody = new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, CLIENT, 68, true);
        assertThat(drop(proxy(), bootItem(DhcpMessageType.REQUEST, 0), toEverybody))
                .isEqualTo(DropReason.OTHER_BOOT_SERVER_TYPE);

        ProxyDhcp ours = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x")))
                .bootServerTypes(TYPE)
                .build(lab.context());
        DhcpReply reply = reply(ours, bootItem(DhcpMessageType.REQUEST, 0), BROADCAST);
        assertThat(reply.type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(reply.destination().address()).isEqualTo(Ip4.BROADCAST);
    }

    @Test
    void credentialsAreNotServed() {
        assertThat(drop(proxy(), bootItem(DhcpMessageType.REQUEST, 0x8000), pxe(CLIENT, 4011)))
                .isEqualTo(DropReason.CREDENTIALS_WANTED);
    }

    @Test
    void whatBelongsToTheAddressServerIsNotAnswered() {
        for (DhcpMessageType type : List.of(
                DhcpMessageType.REQUEST,
                DhcpMessageType.INFORM,
                DhcpMessageType.RELEASE,
                DhcpMessageType.DECLINE,
                DhcpMessageType.LEASEQUERY)) {
            assertThat(drop(proxy(), message(type, UEFI).ciaddr(CLIENT), BROADCAST))
                    .isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
        }
    }

    @Test
    void discoverDoesNotBelongOn4011() {
        assertThat(Lab.outcome(proxy(), message(DhcpMessageType.DISCOVER, UEFI), pxe(CLIENT, 68)))
                .isEqualTo(new DhcpDrop(DropReason.WRONG_PORT, "DISCOVER"));
    }

    @Test
    void printersAndPhonesGetNoPxeOptions() {
        assertThat(drop(proxy(), message(DhcpMessageType.DISCOVER, "Hewlett-Packard JetDirect"), BROADCAST))
                .isEqualTo(DropReason.NOT_NETWORK_BOOT);
        assertThat(drop(proxy(), message(DhcpMessageType.DISCOVER), BROADCAST)).isEqualTo(DropReason.NOT_NETWORK_BOOT);
        assertThat(drop(proxy(), message(DhcpMessageType.REQUEST, "MSFT 5.0").ciaddr(CLIENT), pxe(CLIENT, 68)))
                .isEqualTo(DropReason.NOT_NETWORK_BOOT);
    }

    @Test
    void option43OfOtherVendorsIsNoBootItem() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, "MSFT 5.0")
                .raw(43, (byte) 71, (byte) 4, (byte) 0, (byte) 1, (byte) 0, (byte) 0);

        assertThat(drop(proxy(), request, BROADCAST)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
    }

    @Test
    void offersToRelayedClientsGoToTheRelay() {
        DhcpReply reply = reply(
                proxy(), message(DhcpMessageType.DISCOVER, UEFI).giaddr(RELAY).hops(1), relayed(RELAY, 67));

        assertThat(reply.destination()).isEqualTo(new ReplyDestination(RELAY, 67, true));
        assertThat(Lab.packet(reply.message()).isBroadcast()).isTrue();
        assertThat(Lab.packet(reply.message()).giaddr()).isEqualTo(RELAY);
    }

    @Test
    void longNamesGoOnlyToOption67() {
        String url = "http://10.0.0.1/" + "x".repeat(150);

        DhcpPacket offer = answer(proxy(client -> BootOffer.url(url)), ipxe(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.file()).isEmpty();
        assertThat(offer.get(DhcpOption.BOOTFILE_NAME)).contains(url);
    }

    @Test
    void offersThatCannotWorkAreNotSent() {
        assertThat(drop(
                        proxy(client -> BootOffer.url("http://10.0.0.1/x")),
                        message(DhcpMessageType.DISCOVER, BIOS),
                        BROADCAST))
                .isEqualTo(DropReason.POLICY_UNSUITABLE);
        assertThat(drop(proxy(), message(DhcpMessageType.DISCOVER, HTTP), BROADCAST))
                .isEqualTo(DropReason.POLICY_UNSUITABLE);
    }

    @Test
    void ignoredClientsAreDroppedWithThePolicysReason() {
        DhcpOutcome outcome = Lab.outcome(
                proxy(client -> BootOffer.ignore("not in the\ninventory")),
                message(DhcpMessageType.DISCOVER, UEFI),
                BROADCAST);

        assertThat(outcome)
                .hasToString("boot policy ignores this client: not in the\\u000ainventory")
                .isEqualTo(new DhcpDrop(DropReason.POLICY_IGNORES, "not in the\\u000ainventory"));
    }

    @Test
    void impossibleSourcesAndRelaysAreDropped() {
        for (String relay : List.of("255.255.255.255", "224.0.0.1", "240.0.0.1", "0.0.0.7")) {
            DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI).giaddr(ip(relay));
            assertThat(drop(proxy(), request, BROADCAST)).isEqualTo(DropReason.BAD_ADDRESS);
        }
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI);
        assertThat(drop(proxy(), request, pxe(ip("224.0.0.1"), 68))).isEqualTo(DropReason.BAD_ADDRESS);
        assertThat(drop(proxy(), request, pxe(CLIENT, 0))).isEqualTo(DropReason.BAD_ADDRESS);
        assertThat(drop(proxy(), message(DhcpMessageType.DISCOVER, UEFI).hops(17), BROADCAST))
                .isEqualTo(DropReason.BAD_ADDRESS);
    }

    @Test
    void repliesAreNotAnswered() {
        DhcpPacket offer = answer(proxy(), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);

        assertThat(Lab.dropOf(Lab.outcome(proxy(), offer, BROADCAST))).isEqualTo(DropReason.NOT_A_REQUEST);
    }

    @Test
    void plainBootpIsNotAnswered() {
        DhcpPacketWriter bootp = message(DhcpMessageType.DISCOVER, UEFI).remove(DhcpOption.MESSAGE_TYPE);

        assertThat(drop(proxy(), bootp, BROADCAST)).isEqualTo(DropReason.BOOTP);
    }

    @Test
    void policySeesTheClient() {
        List<BootClient> seen = new ArrayList<>();
        ProxyDhcp proxy = proxy(client -> {
            seen.add(client);
            return BootOffer.file("x");
        });

        reply(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);

        assertThat(seen).singleElement().satisfies(client -> {
            assertThat(client.hardwareAddress()).isEqualTo(Lab.MAC);
            assertThat(client.kind()).isEqualTo(BootClient.Kind.UEFI_PXE);
        });
    }

    @Test
    void policyIsNecessary() {
        assertThatThrownBy(() -> ProxyDhcp.builder().build(lab.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("policy: none");
    }

    @Test
    void onlyNamedRelaysAreAnswered() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x")))
                .relays(Ip4Network.of("10.0.7.0/24"), Ip4Network.of("10.0.8.1/32"))
                .build(lab.context());
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI);

        assertThat(answer(proxy, request.giaddr(RELAY), relayed(RELAY, 67)).giaddr())
                .isEqualTo(RELAY);
        assertThat(answer(proxy, request.giaddr(ip("10.0.8.1")), relayed(ip("10.0.8.1"), 67))
                        .file())
                .isEqualTo("x");
        assertThat(Lab.outcome(proxy, request.giaddr(ip("10.0.8.2")), relayed(ip("10.0.8.2"), 67)))
                .isEqualTo(new DhcpDrop(DropReason.RELAY_NOT_ALLOWED, "10.0.8.2"));
        // without a relay there is nothing to allow
        assertThat(answer(proxy, request.giaddr(Ip4.ANY), BROADCAST).file()).isEqualTo("x");
    }

    @Test
    void onlyNamedClientsAreAnsweredOn4011() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x")))
                .clients(Ip4Network.of("10.0.0.0/25"))
                .build(lab.context());
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI);

        assertThat(answer(proxy, request, pxe(CLIENT, 4011)).file()).isEqualTo("x");
        assertThat(Lab.outcome(proxy, request, pxe(ip("10.0.0.128"), 4011)))
                .isEqualTo(new DhcpDrop(DropReason.FOREIGN_NETWORK, "client 10.0.0.128"));
        // port 67 is for everybody on the wire
        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), unicast(ip("10.0.0.128")))
                        .file())
                .isEqualTo("x");
    }

    @Test
    void answersFrom4011NeverGoToAWholeNetwork() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI);

        for (String source : List.of("10.0.0.255", "10.0.0.0", "255.255.255.255", "224.0.0.1")) {
            assertThat(drop(proxy(), request, pxe(ip(source), 4011))).isEqualTo(DropReason.BAD_ADDRESS);
        }
        assertThat(answer(proxy(), request, pxe(ip("10.0.1.255"), 4011)).file()).isEqualTo("boot.efi");
    }

    @Test
    void stylesAndDelaysFollowTheFirstRuleThatMatches() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x")))
                .style(OfferStyle.REDIRECT)
                .style(client -> client.kind() == BootClient.Kind.PXE_ROM, OfferStyle.DIRECT)
                .style(client -> true, OfferStyle.REDIRECT)
                .delay(client -> client.kind() == BootClient.Kind.PXE_ROM, Duration.ofSeconds(3))
                .delay(client -> true, Duration.ofMillis(1))
                .build(lab.context());

        DhcpReply bios = reply(proxy, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST);
        assertThat(Lab.packet(bios.message()).has(DhcpOption.VENDOR_SPECIFIC)).isTrue();
        assertThat(bios.delay()).isEqualTo(Duration.ofSeconds(3));
        DhcpReply uefi = reply(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(Lab.packet(uefi.message()).has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(uefi.delay()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void styleOfTheEngineIsADefault() {
        for (OfferStyle style : OfferStyle.values()) {
            ProxyDhcp silent = ProxyDhcp.builder()
                    .policy(BootPolicy.of(client -> BootOffer.file("x")))
                    .style(style)
                    .build(lab.context());
            ProxyDhcp outranked = ProxyDhcp.builder()
                    .policy(BootPolicy.of(client -> BootOffer.file("x").withStyle(OfferStyle.DIRECT)))
                    .style(style)
                    .build(lab.context());

            assertThat(answer(silent, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                            .has(DhcpOption.VENDOR_SPECIFIC))
                    .isEqualTo(style == OfferStyle.DIRECT);
            assertThat(answer(outranked, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                            .has(DhcpOption.VENDOR_SPECIFIC))
                    .isTrue();
        }
    }

    @Test
    void delaysAreShorterThanAClientsPatience() {
        ProxyDhcpBuilder builder = ProxyDhcp.builder();
        assertThatThrownBy(() -> builder.delay(client -> true, Duration.ofMillis(3001)))
                .hasMessage("delay: PT3.001S (expected: 0..3 s)");
        assertThatThrownBy(() -> builder.delay(client -> true, Duration.ofMillis(-1)))
                .hasMessage("delay: PT-0.001S (expected: 0..3 s)");
        DhcpReply reply = reply(proxy(), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThatThrownBy(
                        () -> new DhcpReply(reply.type(), reply.message(), reply.destination(), Duration.ofNanos(-1)))
                .hasMessage("delay: PT-0.000000001S (expected: >= 0)");
    }

    @Test
    void httpBootOnPort4011GetsItsUrlToo() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.url("http://boot.example/x.efi")))
                .dnsServers(ip("10.0.0.53"))
                .build(lab.context());

        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, HTTP).ciaddr(CLIENT), pxe(CLIENT, 68));
        assertThat(ack.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
        assertThat(ack.file()).isEqualTo("http://boot.example/x.efi");
        assertThat(ack.get(DhcpOption.DNS_SERVERS)).contains(List.of(ip("10.0.0.53")));
    }

    @Test
    void onlyHttpBootGetsDnsServers() {
        ProxyDhcp proxy = ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("x")))
                .dnsServers(ip("10.0.0.53"))
                .build(lab.context());

        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .has(DhcpOption.DNS_SERVERS))
                .isFalse();
    }

    @Test
    void discoveryControlIsTheOneThatEveryParserTakes() {
        DhcpPacket offer = answer(proxy(), message(DhcpMessageType.DISCOVER, BIOS), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow().discoveryControl())
                .isEqualTo(PxeDiscoveryControl.DIRECT);
    }

    /** The octet behind the option's value. */
    static int octetAfter(DhcpPacket packet, int code) {
        var content = packet.content();
        int at = 240;
        while (content.getUnsignedByte(at) != code) {
            at += content.getUnsignedByte(at) == 0 ? 1 : 2 + content.getUnsignedByte(at + 1);
        }
        return content.getUnsignedByte(at + 2 + content.getUnsignedByte(at + 1));
    }
}
