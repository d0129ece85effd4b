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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Faults that other boot servers had with real firmware, in what their replies held: one test each, with the symptom as its name. Those
 * about who is answered, where and when are in {@link InteropDeliveryTest}.
 */
class InteropTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final PxeBootServerType ITEM = PxeBootServerType.of(0x8000);

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
    private final List<DhcpEngine> both = List.of(proxy, leasing);

    private DhcpPacket offerTo(String vendorClass) {
        return answer(proxy, message(DhcpMessageType.DISCOVER, vendorClass), BROADCAST);
    }

    private DhcpEngine proxyOf(BootOffer offer) {
        return ProxyDhcp.builder().policy(BootPolicy.of(client -> offer)).build(lab.context());
    }

    private DhcpEngine leasingOf(BootOffer offer) {
        return DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
                .policy(BootPolicy.of(client -> offer))
                .build(lab.context());
    }

    @Test
    @DisplayName("1: 60=PXEClient without 43 and nobody on 4011: UEFI hangs, PXE-E55")
    void pxeClientWordNeverComesWithoutTheOptionThatSparesPort4011() {
        DhcpPacket discover = packet(message(DhcpMessageType.DISCOVER, UEFI));
        for (DhcpEngine engine : both) {
            assertThat(Firmware.edk2Objects(
                            discover, answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)))
                    .isEmpty();
        }
        // and where it does, the same engine answers there
        DhcpEngine redirect = proxyOf(BootOffer.file("x.efi").withStyle(OfferStyle.REDIRECT));
        assertThat(answer(redirect, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011))
                        .file())
                .isEqualTo("x.efi");
    }

    @Test
    @DisplayName("2: 43.6=8 alone is dropped by old EFI base code")
    void oldBaseCodeTakesTheDiscoveryControl() {
        DhcpPacket offer = offerTo(BIOS);
        assertThat(Firmware.intelObjects(packet(message(DhcpMessageType.DISCOVER, BIOS)), offer))
                .isEmpty();
        assertThat(ByteBufUtil.hexDump(offer.raw(43))).isEqualTo("06010aff");
    }

    @Test
    @DisplayName("3: server list, prompt or menu missing beside the discovery control that wants them")
    void discoveryOptionsAreAlwaysConsistent() {
        DhcpPacket discover = packet(message(DhcpMessageType.DISCOVER, UEFI));
        for (boolean listed : List.of(true, false)) {
            for (boolean found : List.of(true, false)) {
                for (boolean multicast : List.of(true, false)) {
                    BootMenu.Builder menu =
                            BootMenu.builder().localBoot("Disk").item(ITEM, "Linux", BootOffer.file("x"));
                    if (listed) {
                        menu.listedOnly();
                    }
                    if (found) {
                        menu.itemAnywhere(PxeBootServerType.of(9), "Found");
                    }
                    if (multicast) {
                        menu.multicast(ip("232.0.0.9"));
                    }
                    BootOffer offer = BootOffer.menu(menu.build());
                    for (DhcpEngine engine : List.of(proxyOf(offer), leasingOf(offer))) {
                        DhcpPacket reply = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
                        assertThat(Firmware.intelObjects(discover, reply)).isEmpty();
                    }
                }
            }
        }
        for (int bits : List.of(0, 3, 4, 7, 0x0b, 0x0e)) {
            assertThatThrownBy(() -> PxeOptions.builder()
                            .set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(bits))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("4: firmware that never joins a DHCP offer with a proxy's: HP and Dell of 2017")
    void oneOfferHoldsAddressAndBootOptionsInSingleOfferMode() {
        DhcpPacket discover = packet(message(DhcpMessageType.DISCOVER, UEFI));
        DhcpPacket offer = answer(leasing, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);

        assertThat(offer.yiaddr()).isNotEqualTo(Ip4.ANY);
        assertThat(Firmware.edk2Objects(discover, offer)).isEmpty();
        assertThat(Firmware.intelObjects(discover, offer)).isEmpty();
        assertThat(Loaders.headerOnly(offer)).isEmpty();
    }

    @Test
    @DisplayName("5: 67 read as a C string: the file name with 0xFF behind it")
    void bootFileIsFollowedByAZeroInOptionAndHeader() {
        for (DhcpEngine engine : both) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
            assertThat(Loaders.asCString(offer, 67)).isEqualTo("ipxe.efi");
            assertThat(Loaders.asCString(offer, 66)).isEqualTo("10.0.0.1");
            assertThat(offer.content().getByte(108 + "ipxe.efi".length())).isZero();
        }
    }

    @Test
    @DisplayName("6: EDK2 writes a NUL over the octet behind option 67, which was the next option's code")
    void nothingIsLostWhenTheOctetBehindTheBootFileIsOverwritten() {
        DhcpPacket offer = offerTo(UEFI);
        assertThat(ProxyDhcpTest.octetAfter(offer, 67)).isZero();
        DhcpPacket leased = answer(leasing, ipxe(DhcpMessageType.DISCOVER), BROADCAST);
        assertThat(ProxyDhcpTest.octetAfter(leased, 67)).isZero();
        assertThat(leased.codes().indexOf(175)).isGreaterThan(leased.codes().indexOf(67));
    }

    @Test
    @DisplayName("7: clients that read the header ignore 66 and 67")
    void headerOnlyClientsFindServerAndFile() {
        for (DhcpEngine engine : both) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
            assertThat(offer.siaddr()).isEqualTo(SERVER);
            assertThat(offer.sname()).isEqualTo("10.0.0.1");
            assertThat(offer.file()).isEqualTo("ipxe.efi");
            assertThat(offer.get(DhcpOption.TFTP_SERVER_NAME)).contains("10.0.0.1");
            assertThat(offer.get(DhcpOption.BOOTFILE_NAME)).contains("ipxe.efi");
            assertThat(Loaders.headerOnly(offer)).isEmpty();
            assertThat(Loaders.grubObjects(offer, false)).isEmpty();
        }
    }

    @Test
    @DisplayName("8: siaddr 0 beside a file name: iPXE goes to 4011 and loops")
    void fileNameNeverComesWithoutSiaddr() {
        for (DhcpPacketWriter request : List.of(
                message(DhcpMessageType.DISCOVER, BIOS),
                message(DhcpMessageType.DISCOVER, UEFI),
                ipxe(DhcpMessageType.DISCOVER))) {
            for (DhcpEngine engine : both) {
                DhcpPacket offer = answer(engine, request, BROADCAST);
                assertThat(offer.siaddr()).isEqualTo(SERVER);
                assertThat(offer.file()).isNotEmpty();
            }
        }
        DhcpPacket discover = packet(ipxe(DhcpMessageType.DISCOVER));
        assertThat(Firmware.ipxeObjects(discover, answer(proxy, ipxe(DhcpMessageType.DISCOVER), BROADCAST)))
                .isEmpty();
        assertThat(Firmware.ipxeObjects(discover, answer(leasing, ipxe(DhcpMessageType.DISCOVER), BROADCAST)))
                .isEmpty();
        assertThatThrownBy(() -> BootOffer.file(Ip4.ANY, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BootOffer.file(Ip4.BROADCAST, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("9: 97 required, though there are ROMs that send none")
    void machineIdentifierIsEchoedVerbatimAndOnlyIfThere() {
        byte[] odd = new byte[16];
        odd[15] = 7;
        for (DhcpEngine engine : both) {
            DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI);
            assertThat(answer(engine, request, BROADCAST).has(DhcpOption.MACHINE_ID))
                    .isFalse();
            assertThat(ByteBufUtil.getBytes(
                            answer(engine, request.raw(97, odd), BROADCAST).raw(97)))
                    .isEqualTo(odd);
            assertThat(answer(engine, request.raw(97, new byte[0]), BROADCAST).has(DhcpOption.MACHINE_ID))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("10: 93 and 94 required, though there are ROMs that send neither")
    void clientsWithoutArchitectureAndInterfaceOptionsAreServed() {
        DhcpPacketWriter bare = message(DhcpMessageType.DISCOVER).set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);

        assertThat(answer(proxy, bare, BROADCAST).file()).isEqualTo("undionly.kpxe");
        assertThat(answer(leasing, bare, BROADCAST).file()).isEqualTo("undionly.kpxe");
    }

    @Test
    @DisplayName("11: 77 read by RFC 3004 alone, though iPXE sends it raw")
    void rawAndCountedUserClassesAreIpxe() {
        DhcpPacketWriter counted = message(DhcpMessageType.DISCOVER, BIOS)
                .raw(77, (byte) 4, (byte) 'i', (byte) 'P', (byte) 'X', (byte) 'E');
        DhcpPacketWriter raw =
                message(DhcpMessageType.DISCOVER, BIOS).raw(77, (byte) 'i', (byte) 'P', (byte) 'X', (byte) 'E');

        assertThat(answer(proxy, raw, BROADCAST).file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(answer(proxy, counted, BROADCAST).file()).isEqualTo("http://10.0.0.1/boot.ipxe");
    }

    @Test
    @DisplayName("12: iPXE loads iPXE loads iPXE")
    void ipxeIsNotSentItselfAgain() {
        DhcpPacketWriter withoutUserClass =
                message(DhcpMessageType.DISCOVER, UEFI).raw(175, (byte) 0x13, (byte) 1, (byte) 1);

        assertThat(answer(proxy, withoutUserClass, BROADCAST).file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(answer(leasing, withoutUserClass, BROADCAST).file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(offerTo(UEFI).file()).isEqualTo("ipxe.efi");
    }

    @Test
    @DisplayName("18: HTTPClient missing or wrong in the answer to one host that asks by PXE and by HTTP")
    void sameHostGetsTheWordOfWhatItAsks() {
        DhcpPacket discover = packet(message(DhcpMessageType.DISCOVER, HTTP));
        for (DhcpEngine engine : both) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST);
            assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
            assertThat(Firmware.edk2HttpObjects(discover, offer)).isEmpty();
            assertThat(Loaders.grubObjects(offer, true)).isEmpty();
            assertThat(answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                            .get(DhcpOption.VENDOR_CLASS))
                    .contains(VendorClass.PXE_CLIENT);
        }
    }

    @Test
    @DisplayName("19: 13 (size of the boot file) is wrong: EDK2 cuts the file or reads past its end")
    void bootFileSizeIsNotClaimed() {
        for (DhcpEngine engine : both) {
            assertThat(answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                            .has(DhcpOption.BOOT_FILE_SIZE))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("20: Raspberry Pi wants its menu text, no PAD, and says that it is a PC")
    void raspberryPiIsSeenByItsMaker() {
        DhcpPacketWriter pi = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("dc:a6:32:01:02:03"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of(BIOS))
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(0)));
        assertThat(BootClient.of(packet(pi)).architecture()).contains(ClientArchitecture.ARM_RPIBOOT);
        for (DhcpEngine engine : both) {
            assertThat(Loaders.raspberryPiObjects(answer(engine, pi, BROADCAST)))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("27: a reply without 53 is taken for BOOTP")
    void everyReplyHasATypeAndAServer() {
        for (DhcpEngine engine : both) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
            assertThat(offer.messageType()).contains(DhcpMessageType.OFFER);
            assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
            assertThat(offer.codes()).startsWith(53, 54);
        }
    }

    @Test
    @DisplayName("30: 66 and siaddr name different servers")
    void serverAddressAndServerNameSayTheSame() {
        for (BootOffer offer : List.of(BootOffer.file("x"), BootOffer.file(ip("10.0.0.9"), "x"))) {
            for (DhcpEngine engine : List.of(proxyOf(offer), leasingOf(offer))) {
                DhcpPacket reply = answer(engine, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
                assertThat(reply.get(DhcpOption.TFTP_SERVER_NAME))
                        .contains(reply.siaddr().toString());
                assertThat(reply.sname()).isEqualTo(reply.siaddr().toString());
            }
        }
    }

    @Test
    @DisplayName("31: WinPE takes server and file from the answer of port 4011 alone")
    void bootServersAckIsCompleteByItself() {
        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));
        assertThat(ack.siaddr()).isEqualTo(SERVER);
        assertThat(ack.sname()).isEqualTo("10.0.0.1");
        assertThat(ack.file()).isEqualTo("ipxe.efi");
        assertThat(ack.get(DhcpOption.BOOTFILE_NAME)).contains("ipxe.efi");
        assertThat(ack.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
    }

    @Test
    @DisplayName("32: ROM wants T1 and T2 (HP JetDirect); a menu of more than 253 octets is cut")
    void renewalTimesAreAlwaysSentAndMenusBounded() {
        DhcpPacket offer = answer(leasing, message(DhcpMessageType.DISCOVER), BROADCAST);
        Duration lease = offer.get(DhcpOption.LEASE_TIME).orElseThrow();
        assertThat(offer.get(DhcpOption.RENEWAL_TIME)).contains(lease.dividedBy(2));
        assertThat(offer.get(DhcpOption.REBINDING_TIME))
                .contains(lease.multipliedBy(7).dividedBy(8));

        BootMenu.Builder menu = BootMenu.builder().localBoot("x".repeat(200));
        menu.item(ITEM, "y".repeat(40), BootOffer.file("x"));
        assertThatThrownBy(menu::build).hasMessageContaining("at most 253");
    }

    @Test
    @DisplayName("33: GRUB takes giaddr for its router, needs END, and compares 60 up to a NUL")
    void grubFindsWhatItNeeds() {
        for (DhcpEngine engine : both) {
            DhcpPacket offer = answer(engine, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST);
            assertThat(offer.giaddr()).isEqualTo(Ip4.ANY);
            assertThat(ProxyDhcpTest.octetAfter(offer, 60)).isZero();
            assertThat(Loaders.grubObjects(offer, true)).isEmpty();
        }
    }

    @Test
    @DisplayName("35: option 43 of PXE sent to printers and phones, or that of others read as PXE's")
    void printersNeverSeePxeOptions() {
        DhcpPacketWriter printer = message(DhcpMessageType.DISCOVER, "Hewlett-Packard JetDirect");
        assertThat(drop(proxy, printer, BROADCAST)).isEqualTo(DropReason.NOT_NETWORK_BOOT);
        assertThat(answer(leasing, printer, BROADCAST).has(DhcpOption.VENDOR_SPECIFIC))
                .isFalse();
        DhcpPacketWriter windows = message(DhcpMessageType.REQUEST, "MSFT 5.0")
                .raw(43, (byte) 71, (byte) 4, (byte) 0, (byte) 1, (byte) 0, (byte) 0);
        assertThat(drop(proxy, windows, BROADCAST)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
    }

    @Test
    void ubootFindsItsFileInTheHeader() {
        DhcpPacketWriter uboot =
                message(DhcpMessageType.DISCOVER, "U-Boot.armv8").raw(93, (byte) 0, (byte) 0x16);
        DhcpPacket offer = answer(leasing, uboot, BROADCAST);

        assertThat(BootClient.of(packet(uboot)).kind()).isEqualTo(BootClient.Kind.UBOOT);
        assertThat(Loaders.ubootObjects(offer)).isEmpty();
        assertThat(offer.file()).isEqualTo("ipxe.efi");
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(Loaders.headerOnly(answer(proxy, uboot, BROADCAST))).isEmpty();
    }
}
