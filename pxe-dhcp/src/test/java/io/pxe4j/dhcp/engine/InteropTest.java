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
import static io.pxe4j.dhcp.engine.Lab.packet;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static io.pxe4j.dhcp.engine.Lab.relayed;
import static io.pxe4j.dhcp.engine.Lab.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that other boot servers had with real firmware, one test each: none of them is ours. */
class InteropTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");

    private final Lab lab = new Lab();
    private final BootPolicy stages = BootPolicy.of(client -> switch (client.kind()) {
        case IPXE -> BootOffer.url("http://10.0.0.1/boot.ipxe");
        case UEFI_HTTP -> BootOffer.url("http://10.0.0.1/ipxe.efi");
        case PXE_ROM -> BootOffer.file("undionly.kpxe");
        default -> BootOffer.file("ipxe.efi");
    });
    private final ProxyDhcp proxy = ProxyDhcp.builder().policy(stages).build(lab.context());
    private final DhcpLeasing leasing = DhcpLeasing.builder()
            .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
            .policy(stages)
            .build(lab.context());

    private DhcpPacket offerTo(String vendorClass) {
        return answer(proxy, message(DhcpMessageType.DISCOVER, vendorClass), BROADCAST);
    }

    @Test
    void pxeClientWordNeverComesWithoutTheOptionThatSparesPort4011() {
        assertThat(Firmware.edk2Objects(packet(message(DhcpMessageType.DISCOVER, UEFI)), offerTo(UEFI)))
                .isEmpty();
        DhcpPacket leased = answer(leasing, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(Firmware.edk2Objects(packet(message(DhcpMessageType.DISCOVER, UEFI)), leased))
                .isEmpty();
    }

    @Test
    void oldBaseCodeTakesTheDiscoveryControl() {
        assertThat(Firmware.intelObjects(packet(message(DhcpMessageType.DISCOVER, BIOS)), offerTo(BIOS)))
                .isEmpty();
    }

    @Test
    void bootFileIsFollowedByAZeroInOptionAndHeader() {
        assertThat(ProxyDhcpTest.octetAfter(offerTo(UEFI), 67)).isZero();
        assertThat(ProxyDhcpTest.octetAfter(offerTo(HTTP), 60)).isZero();
        assertThat(offerTo(UEFI).content().getByte(108 + "ipxe.efi".length())).isZero();
    }

    @Test
    void headerOnlyClientsFindServerAndFile() {
        DhcpPacket offer = offerTo(UEFI);
        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.sname()).isEqualTo("10.0.0.1");
        assertThat(offer.file()).isEqualTo("ipxe.efi");
    }

    @Test
    void serverAddressAndServerNameSayTheSame() {
        DhcpPacket offer = offerTo(UEFI);
        assertThat(offer.get(DhcpOption.TFTP_SERVER_NAME))
                .contains(offer.siaddr().toString());
    }

    @Test
    void fileNameNeverComesWithoutSiaddr() {
        for (DhcpPacketWriter request : List.of(
                message(DhcpMessageType.DISCOVER, BIOS),
                message(DhcpMessageType.DISCOVER, UEFI),
                ipxe(DhcpMessageType.DISCOVER))) {
            assertThat(answer(proxy, request, BROADCAST).siaddr()).isEqualTo(SERVER);
            assertThat(answer(leasing, request, BROADCAST).siaddr()).isEqualTo(SERVER);
        }
    }

    @Test
    void machineIdentifierIsEchoedVerbatimAndOnlyIfThere() {
        assertThat(offerTo(UEFI).has(DhcpOption.MACHINE_ID)).isFalse();

        byte[] odd = new byte[16];
        odd[15] = 7;
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI).raw(97, odd);
        assertThat(ByteBufUtil.getBytes(answer(proxy, request, BROADCAST).raw(97)))
                .isEqualTo(odd);
        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI).raw(97, new byte[0]), BROADCAST)
                        .has(DhcpOption.MACHINE_ID))
                .isFalse();
    }

    @Test
    void clientsWithoutArchitectureAndInterfaceOptionsAreServed() {
        DhcpPacketWriter bare = message(DhcpMessageType.DISCOVER).set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);

        assertThat(answer(proxy, bare, BROADCAST).file()).isNotEmpty();
    }

    @Test
    void rawUserClassIsIpxe() {
        assertThat(answer(proxy, ipxe(DhcpMessageType.DISCOVER), BROADCAST).file())
                .isEqualTo("http://10.0.0.1/boot.ipxe");
    }

    @Test
    void ipxeIsNotSentItselfAgain() {
        DhcpPacketWriter withoutUserClass =
                message(DhcpMessageType.DISCOVER, UEFI).raw(175, (byte) 0x13, (byte) 1, (byte) 1);

        assertThat(answer(proxy, withoutUserClass, BROADCAST).file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(offerTo(UEFI).file()).isEqualTo("ipxe.efi");
    }

    @Test
    void relayedRepliesKeepTheBroadcastFlag() {
        DhcpPacketWriter request =
                message(DhcpMessageType.DISCOVER, UEFI).giaddr(ip("10.0.0.254")).broadcast(true);

        assertThat(answer(leasing, request, relayed(ip("10.0.0.254"), 67)).isBroadcast())
                .isTrue();
        assertThat(answer(leasing, request.broadcast(false), relayed(ip("10.0.0.254"), 67))
                        .isBroadcast())
                .isFalse();
    }

    @Test
    void proxyAnswersTheRelayAndNotEverybody() {
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI).giaddr(ip("10.8.0.254"));

        ReplyDestination to =
                reply(proxy, request, relayed(ip("10.8.0.254"), 67)).destination();
        assertThat(to.address()).isEqualTo(ip("10.8.0.254"));
        assertThat(to.port()).isEqualTo(67);
    }

    @Test
    void relayInformationComesBackVerbatimAndLast() {
        DhcpPacketWriter request =
                message(DhcpMessageType.DISCOVER, UEFI).giaddr(ip("10.8.0.254")).raw(82, (byte) 1, (byte) 9, (byte) 1);
        DhcpPacket offer = answer(proxy, request, relayed(ip("10.8.0.254"), 67));

        assertThat(ByteBufUtil.hexDump(offer.raw(82))).isEqualTo("010901");
        assertThat(offer.codes()).last().isEqualTo(82);
    }

    @Test
    void relayInformationOfASwitchComesBackWithoutARelay() {
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI).raw(82, (byte) 1, (byte) 1, (byte) 1);

        assertThat(answer(proxy, request, BROADCAST).has(DhcpOption.RELAY_AGENT_INFORMATION))
                .isTrue();
    }

    @Test
    void identifiersThatChangeByStageDoNotEatThePool() {
        Ip4 rom = answer(leasing, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                .yiaddr();
        Ip4 ipxe = answer(
                        leasing,
                        ipxe(DhcpMessageType.DISCOVER).set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(Lab.MAC)),
                        BROADCAST)
                .yiaddr();
        Ip4 kernel = answer(
                        leasing,
                        message(DhcpMessageType.DISCOVER)
                                .set(
                                        DhcpOption.CLIENT_IDENTIFIER,
                                        ClientIdentifier.of(7, new byte[] {0, 1, 2, 3, 4, 5, 6, 7})),
                        BROADCAST)
                .yiaddr();

        assertThat(List.of(ipxe, kernel)).containsOnly(rom);
    }

    @Test
    void sameHostGetsTheWordOfWhatItAsks() {
        assertThat(offerTo(UEFI).get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
        assertThat(offerTo(HTTP).get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
        DhcpPacket leased = answer(leasing, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST);
        assertThat(leased.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
    }

    @Test
    void bootFileSizeIsNotClaimed() {
        assertThat(offerTo(UEFI).has(DhcpOption.BOOT_FILE_SIZE)).isFalse();
    }

    @Test
    void raspberryPiIsSeenByItsMaker() {
        DhcpPacketWriter pi = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("dc:a6:32:01:02:03"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of(BIOS))
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(0)));
        for (DhcpEngine engine : List.of(proxy, leasing)) {
            PxeOptions pxe = answer(engine, pi, BROADCAST)
                    .get(DhcpOption.VENDOR_SPECIFIC)
                    .orElseThrow();
            assertThat(pxe.get(PxeOption.BOOT_MENU).orElseThrow().get(0).text()).isEqualTo("Raspberry Pi Boot");
        }
    }

    @Test
    void addressInADiscoverIsNotSentBackByTheProxy() {
        DhcpReply reply = reply(proxy, message(DhcpMessageType.DISCOVER, UEFI).ciaddr(CLIENT), BROADCAST);

        assertThat(Lab.packet(reply.message()).ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(reply.destination().address()).isEqualTo(Ip4.BROADCAST);
    }

    @Test
    void requestsThatNameNothingAreTolerated() {
        assertThat(drop(leasing, message(DhcpMessageType.REQUEST), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
        assertThat(drop(leasing, message(DhcpMessageType.DECLINE), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
        assertThat(drop(leasing, message(DhcpMessageType.RELEASE), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
    }

    @Test
    void bootServerRepliesToThePortThatAsked() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT);

        assertThat(reply(proxy, request, pxe(CLIENT, 4011)).destination().port())
                .isEqualTo(4011);
        assertThat(reply(proxy, request, pxe(CLIENT, 68)).destination().port()).isEqualTo(68);
    }

    @Test
    void serverIdentifierIsTheAddressThatTheClientUsed() {
        DhcpArrival second = new DhcpArrival("br0", ip("10.0.0.2"), 24, ServerPort.PXE, CLIENT, 4011, false);

        assertThat(answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), second)
                        .get(DhcpOption.SERVER_IDENTIFIER))
                .contains(ip("10.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 7, 9, 10, 11, 12, 27, 39, 41, 0x1234, 0xffff})
    void everyArchitectureIsAnsweredOn4011(int architecture) {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient"))
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(architecture)))
                .ciaddr(CLIENT);

        assertThat(answer(proxy, request, pxe(CLIENT, 4011)).file()).isNotEmpty();
    }

    @Test
    void plainRequestsOnPort67BelongToTheAddressServer() {
        assertThat(drop(proxy, message(DhcpMessageType.REQUEST, UEFI), BROADCAST))
                .isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
    }

    @Test
    void everyReplyHasATypeAndAServer() {
        for (DhcpEngine engine : List.of(proxy, leasing)) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
            assertThat(offer.messageType()).contains(DhcpMessageType.OFFER);
            assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        }
    }

    @Test
    void bootServersAckIsCompleteByItself() {
        // WinPE takes server and file from this packet alone
        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));
        assertThat(ack.siaddr()).isEqualTo(SERVER);
        assertThat(ack.sname()).isEqualTo("10.0.0.1");
        assertThat(ack.file()).isEqualTo("ipxe.efi");
    }

    @Test
    void renewalTimesAreAlwaysSent() {
        DhcpPacket offer = answer(leasing, message(DhcpMessageType.DISCOVER), BROADCAST);
        assertThat(offer.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofMinutes(30));
        assertThat(offer.has(DhcpOption.REBINDING_TIME)).isTrue();
    }

    @Test
    void printersNeverSeePxeOptions() {
        DhcpPacketWriter printer = message(DhcpMessageType.DISCOVER, "Hewlett-Packard JetDirect");
        assertThat(drop(proxy, printer, BROADCAST)).isEqualTo(DropReason.NOT_NETWORK_BOOT);
        assertThat(answer(leasing, printer, BROADCAST).has(DhcpOption.VENDOR_SPECIFIC))
                .isFalse();
    }

    @Test
    void ubootFindsItsFileInTheHeader() {
        DhcpPacketWriter uboot =
                message(DhcpMessageType.DISCOVER, "U-Boot.armv8").raw(93, (byte) 0, (byte) 0x16);
        DhcpPacket offer = answer(leasing, uboot, BROADCAST);

        assertThat(BootClient.of(packet(uboot)).kind()).isEqualTo(BootClient.Kind.UBOOT);
        assertThat(offer.file()).isEqualTo("ipxe.efi");
        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
    }
}
