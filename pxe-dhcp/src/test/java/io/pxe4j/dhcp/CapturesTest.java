package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real firmware said on the wire, with dnsmasq as its server. */
class CapturesTest {
    @Test
    void readsTheDiscoverOfIpxeOnBios() {
        DhcpPacket packet = Pcap.dhcp("bios-ipxe").get(0).packet();

        assertThat(packet)
                .hasToString("DISCOVER xid=" + String.format("%08x", packet.xid())
                        + " chaddr=52:54:00:00:00:01 secs=4, maximum message size: 1472, client architecture: x86 BIOS,"
                        + " client network interface: UNDI 2.1, vendor class: PXEClient:Arch:00000:UNDI:002001,"
                        + " user class: iPXE, parameter request list:"
                        + " 1,3,6,7,12,15,17,26,43,60,66,67,119,128,129,130,131,132,133,134,135,175,203,"
                        + " iPXE options: {177=018086100e, 235=010000, 23=01, 34=01, 19=01, 17=01, 39=01, 25=01, 41=01,"
                        + " 16=02, 33=01, 21=01, 24=01, 18=01}, client identifier: 01:525400000001,"
                        + " machine identifier: 00000000-0000-0000-0000-000000000000");
        IpxeOptions ipxe = packet.get(DhcpOption.IPXE).orElseThrow();
        assertThat(ipxe.get(IpxeOption.BUS_ID)).contains(new IpxeOption.BusId(1, 0x8086, 0x100e));
        assertThat(ipxe.get(IpxeOption.VERSION)).contains(new IpxeOption.Version(1, 0, 0));
        assertThat(ipxe.features())
                .contains(IpxeFeature.HTTP, IpxeFeature.MENU, IpxeFeature.ISCSI)
                .doesNotContain(IpxeFeature.HTTPS, IpxeFeature.EFI)
                .hasSize(12);
    }

    @Test
    void knowsIpxeOnBios() {
        BootClient client = BootClient.of(Pcap.dhcp("bios-ipxe").get(0).packet());

        assertThat(client.kind()).isEqualTo(BootClient.Kind.IPXE);
        assertThat(client.architecture()).contains(ClientArchitecture.X86_BIOS);
        assertThat(client.networkInterface()).contains(NetworkInterfaceIdentifier.undi(2, 1));
        assertThat(client.machineId().orElseThrow().isPlausible()).isFalse();
        assertThat(client).hasToString("52:54:00:00:00:01 IPXE (x86 BIOS)");
    }

    @Test
    void knowsEdk2Pxe() {
        DhcpPacket packet = Pcap.dhcp("uefi-pxe").get(0).packet();
        BootClient client = BootClient.of(packet);

        assertThat(packet.isBroadcast()).isTrue();
        assertThat(packet.get(DhcpOption.PARAMETER_REQUEST_LIST).orElseThrow().codes())
                .hasSize(35);
        assertThat(client.kind()).isEqualTo(BootClient.Kind.UEFI_PXE);
        assertThat(client.architecture()).contains(ClientArchitecture.X64_UEFI);
        assertThat(client.ipxeFeatures()).isEmpty();
        assertThat(client.userClass()).isEmpty();
    }

    @Test
    void readsEdk2sRequestThatClaimsToTakeJumboDatagrams() {
        DhcpPacket request = Pcap.dhcp("uefi-pxe").get(2).packet();

        assertThat(request.get(DhcpOption.MAX_MESSAGE_SIZE)).contains(0xff00);
        assertThat(request.get(DhcpOption.REQUESTED_ADDRESS)).contains(Ip4.of("10.77.0.88"));
        assertThat(request.get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("10.77.0.1"));
    }

    @Test
    void readsEdk2sRequestToPort4011() {
        Pcap.Datagram datagram = Pcap.dhcp("uefi-pxe-proxy").get(5);

        assertThat(datagram.destinationPort()).isEqualTo(4011);
        assertThat(datagram.packet().messageType()).contains(DhcpMessageType.REQUEST);
        assertThat(datagram.packet().ciaddr()).isEqualTo(Ip4.of("10.77.0.89"));
        assertThat(BootClient.of(datagram.packet()).kind()).isEqualTo(BootClient.Kind.UEFI_PXE);
    }

    @Test
    void knowsEdk2HttpAndThenTheIpxeItLoaded() {
        List<Pcap.Datagram> datagrams = Pcap.dhcp("uefi-http");
        BootClient firmware = BootClient.of(datagrams.get(0).packet());
        BootClient ipxe = BootClient.of(datagrams.get(4).packet());

        assertThat(firmware.kind()).isEqualTo(BootClient.Kind.UEFI_HTTP);
        assertThat(firmware.architecture()).contains(ClientArchitecture.X64_UEFI_HTTP);
        assertThat(firmware.vendorClass().orElseThrow().isHttpClient()).isTrue();
        assertThat(ipxe.kind()).isEqualTo(BootClient.Kind.IPXE);
        assertThat(ipxe.architecture()).contains(ClientArchitecture.X64_UEFI);
        assertThat(ipxe.ipxeFeatures()).contains(IpxeFeature.EFI, IpxeFeature.HTTP);
        assertThat(ipxe.hardwareAddress()).isEqualTo(firmware.hardwareAddress());
    }

    @Test
    void readsUdhcpcWhoseFullNameIsAscii() {
        DhcpPacket discover = Pcap.dhcp("udhcpc").get(0).packet();

        assertThat(discover.get(DhcpOption.HOST_NAME)).contains("pc");
        assertThat(discover.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.of("udhcp 1.35.0"));
        assertThat(discover.get(DhcpOption.CLIENT_IDENTIFIER))
                .contains(ClientIdentifier.of(HardwareAddress.of("52:54:00:78:00:01")));
        assertThat(discover.get(DhcpOption.CLIENT_FQDN))
                .contains(new ClientFqdn(ClientFqdn.SERVER_UPDATES, 0, 0, "pc.lab.example"));
        assertThat(discover.get(DhcpOption.MAX_MESSAGE_SIZE)).contains(576);
        assertThat(discover.get(DhcpOption.PARAMETER_REQUEST_LIST))
                .contains(ParameterRequestList.of(1, 3, 6, 12, 15, 28, 42, 119, 121));
        assertThat(BootClient.of(discover).isNetworkBoot()).isFalse();
    }

    @Test
    void readsRoutesSearchListAndTimesAsDnsmasqSendsThem() {
        DhcpPacket offer = Pcap.dhcp("udhcpc").get(2).packet();

        assertThat(offer.get(DhcpOption.CLASSLESS_ROUTES))
                .contains(List.of(
                        ClasslessRoute.of(Ip4Network.of("192.0.2.0/24"), Ip4.of("10.78.0.1")),
                        ClasslessRoute.byDefault(Ip4.of("10.78.0.1"))));
        assertThat(offer.get(DhcpOption.DOMAIN_SEARCH)).contains(List.of("lab.example", "example.org"));
        assertThat(offer.get(DhcpOption.CLIENT_FQDN)).contains(new ClientFqdn(1, 255, 255, "pc.lab.example"));
        assertThat(offer.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(offer.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofMinutes(30));
        assertThat(offer.get(DhcpOption.REBINDING_TIME)).contains(Duration.ofSeconds(3150));
        assertThat(offer.get(DhcpOption.NTP_SERVERS)).contains(List.of(Ip4.of("10.78.0.1")));
        assertThat(offer.yiaddr()).isEqualTo(Ip4.of("10.78.0.66"));
    }

    @Test
    void readsDhclientWhoseFullNameIsInWireFormat() {
        DhcpPacket discover = Pcap.dhcp("dhclient").get(0).packet();
        DhcpPacket request = Pcap.dhcp("dhclient").get(2).packet();

        assertThat(discover.get(DhcpOption.CLIENT_FQDN)).contains(ClientFqdn.of("pc.lab.example."));
        assertThat(discover.get(DhcpOption.REQUESTED_ADDRESS)).contains(Ip4.of("10.78.0.66"));
        assertThat(discover.get(DhcpOption.CLIENT_IDENTIFIER)).isEmpty();
        assertThat(discover.requests(DhcpOption.CLASSLESS_ROUTES)).isTrue();
        assertThat(request.messageType()).contains(DhcpMessageType.REQUEST);
        assertThat(request.get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("10.78.0.1"));
        assertThat(discover.length()).isEqualTo(300);
    }

    @Test
    void readsDhcpcdWhoseIdentifierIsInterfaceAndHost() {
        DhcpPacket discover = Pcap.dhcp("dhcpcd").get(0).packet();
        ClientIdentifier id = discover.get(DhcpOption.CLIENT_IDENTIFIER).orElseThrow();

        assertThat(id.type()).isEqualTo(255);
        assertThat(id.iaid()).hasValue(0x0078_0001L);
        assertThat(ByteBufUtil.hexDump(id.duid().orElseThrow())).isEqualTo("00010001329448d9525400780001");
        assertThat(discover.get(DhcpOption.CLIENT_FQDN)).contains(ClientFqdn.of("pc"));
        assertThat(discover.get(DhcpOption.FORCERENEW_NONCE_CAPABLE)).contains(List.of(1));
        assertThat(discover.get(DhcpOption.VENDOR_CLASS).orElseThrow().text()).startsWith("dhcpcd-9.4.1:Linux");
    }

    @Test
    void readsTheAnswersOfAnotherServer() {
        DhcpPacket offer = Pcap.dhcp("uefi-http").get(1).packet();
        DhcpPacket proxyOffer = Pcap.dhcp("bios-ipxe-proxy").get(1).packet();
        DhcpPacket ack = Pcap.dhcp("uefi-pxe-proxy").get(6).packet();

        assertThat(offer.op()).isEqualTo(2);
        assertThat(offer.get(DhcpOption.BOOTFILE_NAME)).contains("http://10.77.0.1/snponly.efi");
        assertThat(offer.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
        assertThat(proxyOffer.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow()).hasToString("{6=08, 10=00505845}");
        assertThat(proxyOffer.get(DhcpOption.MACHINE_ID).orElseThrow().uuid()).isEqualTo(new UUID(0, 0));
        assertThat(proxyOffer.file()).isEqualTo("boot.ipxe");
        assertThat(ack.sname()).isEqualTo("10.77.0.1");
        assertThat(ack.file()).isEqualTo("snponly.efi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bios-ipxe",
                "bios-ipxe-proxy",
                "bios-pxelinux",
                "uefi-http",
                "uefi-pxe",
                "uefi-pxe-proxy",
                "udhcpc",
                "dhclient",
                "dhcpcd"
            })
    void readsEveryOptionOfEveryPacket(String capture) {
        List<Pcap.Datagram> datagrams = Pcap.dhcp(capture);

        assertThat(datagrams).hasSizeGreaterThan(3);
        for (Pcap.Datagram datagram : datagrams) {
            DhcpPacket packet = datagram.packet();
            assertThat(packet.messageType()).isPresent();
            assertThat(packet.codes())
                    .allSatisfy(code ->
                            assertThat(packet.problemWith(DhcpOption.of(code))).isEmpty());
        }
    }

    /** Encoding what was decoded gives the same options, octet for octet, for every packet ever captured. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bios-ipxe",
                "bios-ipxe-proxy",
                "bios-pxelinux",
                "uefi-http",
                "uefi-pxe",
                "uefi-pxe-proxy",
                "udhcpc",
                "dhclient",
                "dhcpcd"
            })
    void writesEveryTypedValueBackAsItWas(String capture) {
        for (Pcap.Datagram datagram : Pcap.dhcp(capture)) {
            DhcpPacket packet = datagram.packet();
            DhcpPacketWriter writer =
                    DhcpPacketWriter.request(packet.messageType().orElseThrow(), packet.chaddr());
            packet.codes().forEach(code -> copy(packet, DhcpOption.of(code), writer));
            ByteBuf encoded = writer.maxSize(1472).encode(UnpooledByteBufAllocator.DEFAULT);
            DhcpPacket again = (DhcpPacket) DhcpPacket.decode(encoded);

            assertThat(again.codes()).containsExactlyInAnyOrderElementsOf(packet.codes());
            for (int code : packet.codes()) {
                assertThat(withoutTerminator(again, code))
                        .as("option %s of %s", code, packet)
                        .isEqualTo(withoutTerminator(packet, code));
            }
            encoded.release();
        }
    }

    private static <T> void copy(DhcpPacket from, DhcpOption<T> option, DhcpPacketWriter to) {
        to.set(option, from.get(option).orElseThrow());
    }

    // iPXE leaves END out of its 175, dnsmasq counts the NUL of a boot file in.
    private static String withoutTerminator(DhcpPacket packet, int code) {
        String hex = ByteBufUtil.hexDump(packet.raw(code));
        return switch (code) {
            case 43, 175 -> hex.replaceFirst("ff$", "");
            case 67 -> hex.replaceFirst("00$", "");
            default -> hex;
        };
    }
}
