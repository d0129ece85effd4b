package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.BootClient.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootClientTest {
    @Test
    void knowsAnIntelRomOnBios() {
        BootClient client = client(pxe(0));

        assertThat(client.kind()).isEqualTo(Kind.PXE_ROM);
        assertThat(client.architecture()).contains(ClientArchitecture.X86_BIOS);
        assertThat(client.isNetworkBoot()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"6,X86", "7,X64", "9,X64", "10,ARM32", "11,ARM64", "27,RISCV64", "39,LOONGARCH64"})
    void knowsUefiPxeOnEveryProcessor(int architecture, ClientArchitecture.Processor processor) {
        BootClient client = client(pxe(architecture));

        assertThat(client.kind()).isEqualTo(Kind.UEFI_PXE);
        assertThat(client.architecture().orElseThrow().processor()).isEqualTo(processor);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 18, 19, 28, 40})
    void knowsHttpBootByItsVendorClass(int architecture) {
        BootClient client = client(RawPacket.discover()
                .option(60, "HTTPClient:Arch:000" + architecture + ":UNDI:003000")
                .option(93, 0, architecture));

        assertThat(client.kind()).isEqualTo(Kind.UEFI_HTTP);
        assertThat(client.architecture().orElseThrow().isHttp()).isTrue();
    }

    @Test
    void knowsIpxeByItsBareUserClass() {
        assertThat(client(pxe(7).option(77, "iPXE")).kind()).isEqualTo(Kind.IPXE);
    }

    @Test
    void knowsIpxeByACountedUserClass() {
        assertThat(client(pxe(7).option(77, "\4iPXE")).kind()).isEqualTo(Kind.IPXE);
        assertThat(client(pxe(7).option(77, "\3lab\4iPXE")).kind()).isEqualTo(Kind.IPXE);
    }

    @Test
    void knowsAnIpxeOfAnotherUserClassByItsFeatures() {
        BootClient client = client(pxe(7).option(77, "Tinkerbell").option(175, 0x13, 1, 1, 0xeb, 3, 1, 21, 1));

        assertThat(client.kind()).isEqualTo(Kind.IPXE);
        assertThat(client.ipxeFeatures()).containsExactly(IpxeFeature.HTTP);
        assertThat(client.ipxe().orElseThrow().get(IpxeOption.VERSION)).contains(new IpxeOption.Version(1, 21, 1));
    }

    @Test
    void aUserClassLikeIpxesIsNotIpxes() {
        assertThat(client(pxe(7).option(77, "iPXE-lab")).kind()).isEqualTo(Kind.UEFI_PXE);
        assertThat(client(pxe(7).option(77, "ipxe")).kind()).isEqualTo(Kind.UEFI_PXE);
    }

    @Test
    void knowsGpxeThoughItHasIpxesOption() {
        assertThat(client(pxe(0).option(77, "gPXE").option(175, 0x13, 1, 1)).kind())
                .isEqualTo(Kind.GPXE);
        assertThat(client(RawPacket.discover().option(60, "Etherboot-5.4")).kind())
                .isEqualTo(Kind.GPXE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U-Boot", "U-Boot.arm", "U-Boot.armv7", "U-Boot.armv8"})
    void knowsUbootByItsVendorClass(String vendor) {
        BootClient client = client(RawPacket.discover().option(60, vendor).option(93, 0xff, 0xff));

        assertThat(client.kind()).isEqualTo(Kind.UBOOT);
        assertThat(client.architecture()).contains(ClientArchitecture.of(0xffff));
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24})
    void knowsUbootByItsArchitecture(int architecture) {
        assertThat(client(pxe(architecture)).kind()).isEqualTo(Kind.UBOOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b8:27:eb", "dc:a6:32", "e4:5f:01", "28:cd:c1", "d8:3a:dd", "2c:cf:67"})
    void aRaspberryPiSaysThatItIsAPc(String oui) {
        BootClient client = client(at(pxe(0), oui));

        assertThat(client.kind()).isEqualTo(Kind.RASPBERRY_PI);
        assertThat(client.architecture()).contains(ClientArchitecture.ARM_RPIBOOT);
        assertThat(client.reportedArchitectures()).containsExactly(ClientArchitecture.X86_BIOS);
    }

    @Test
    void aRaspberryPiLeavesItsVendorClassOutOfTheRequest() {
        RawPacket request = RawPacket.request(DhcpMessageType.REQUEST).option(93, 0, 0);

        assertThat(client(at(request, "b8:27:eb")).kind()).isEqualTo(Kind.RASPBERRY_PI);
    }

    @Test
    void uefiUbootIpxeAndLinuxOnARaspberryPiAreThemselves() {
        assertThat(client(at(pxe(11), "dc:a6:32")).kind()).isEqualTo(Kind.UEFI_PXE);
        assertThat(client(at(pxe(11).option(77, "iPXE"), "dc:a6:32")).kind()).isEqualTo(Kind.IPXE);
        assertThat(client(at(RawPacket.discover().option(60, "U-Boot.armv8"), "dc:a6:32"))
                        .kind())
                .isEqualTo(Kind.UBOOT);
        assertThat(client(at(RawPacket.discover().option(60, "dhcpcd-9.4.1:Linux"), "dc:a6:32"))
                        .kind())
                .isEqualTo(Kind.OTHER);
        assertThat(client(at(RawPacket.discover(), "dc:a6:32")).kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void knowsGrubByWhatItAsksFor() {
        RawPacket request = RawPacket.request(DhcpMessageType.REQUEST).option(55, 1, 3, 6, 15, 12, 17, 18);

        assertThat(client(request).kind()).isEqualTo(Kind.GRUB);
        assertThat(client(RawPacket.discover().option(55, 1, 3, 6)).kind()).isEqualTo(Kind.OTHER);
        assertThat(client(pxe(7).option(55, 1, 3, 6, 15, 12, 17, 18)).kind()).isEqualTo(Kind.UEFI_PXE);
    }

    @Test
    void takesTheFirstKnownOfSeveralArchitectures() {
        RawPacket packet = RawPacket.discover()
                .option(60, "PXEClient:Arch:00000:UNDI:002001")
                .option(93, 0xff, 0xff, 0x12, 0x34, 0, 11, 0, 7);

        assertThat(client(packet).architecture()).contains(ClientArchitecture.ARM64_UEFI);
    }

    @Test
    void takesTheArchitectureFromTheVendorClassWhenOption93IsMissing() {
        BootClient client = client(RawPacket.discover().option(60, "PXEClient:Arch:00007:UNDI:003016"));

        assertThat(client.kind()).isEqualTo(Kind.UEFI_PXE);
        assertThat(client.architecture()).contains(ClientArchitecture.X64_UEFI);
        assertThat(client.networkInterface()).contains(NetworkInterfaceIdentifier.undi(3, 16));
    }

    @Test
    void takesTheVendorClassForAnArchitectureThatDoesNotKnowItself() {
        RawPacket packet = RawPacket.discover()
                .option(60, "PXEClient:Arch:00011:UNDI:003000")
                .option(93, 0xff, 0xff);

        assertThat(client(packet).architecture()).contains(ClientArchitecture.ARM64_UEFI);
    }

    @Test
    void aBarePxeClientIsARomOfUnknownArchitecture() {
        BootClient client = client(RawPacket.discover().option(60, "PXEClient"));

        assertThat(client.kind()).isEqualTo(Kind.PXE_ROM);
        assertThat(client.architecture()).isEmpty();
        assertThat(client.machineId()).isEmpty();
        assertThat(client.networkInterface()).isEmpty();
        assertThat(client).hasToString("52:54:00:00:00:01 PXE_ROM");
    }

    @Test
    void ipxeOnS390DoesNotKnowItsArchitecture() {
        BootClient client = client(
                RawPacket.discover().option(77, "iPXE").option(93, 0xff, 0xff).option(175, 0x13, 1, 1));

        assertThat(client.kind()).isEqualTo(Kind.IPXE);
        assertThat(client.architecture().orElseThrow().isKnown()).isFalse();
    }

    @Test
    void kernelsPrintersAndBootpClientsAreNoBootLoaders() {
        assertThat(client(RawPacket.discover()).kind()).isEqualTo(Kind.OTHER);
        assertThat(client(RawPacket.discover().option(60, "MSFT 5.0")).isNetworkBoot())
                .isFalse();
        assertThat(BootClient.of(RawPacket.request().at(236, 0).length(300).packet())
                        .kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void keepsWhatTheClientSaidAboutItself() {
        BootClient client = client(
                pxe(7).hexOption(97, "00" + "00112233445566778899aabbccddeeff").option(94, 1, 3, 16));

        assertThat(client.machineId().orElseThrow().bigEndianUuid())
                .isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        assertThat(client.networkInterface()).contains(new NetworkInterfaceIdentifier(1, 3, 16));
        assertThat(client.vendorClass().orElseThrow().isPxeClient()).isTrue();
        assertThat(client.hardwareAddress()).isEqualTo(HardwareAddress.of("52:54:00:00:00:01"));
    }

    private static RawPacket pxe(int architecture) {
        return RawPacket.discover()
                .option(60, String.format("PXEClient:Arch:%05d:UNDI:003000", architecture))
                .option(93, architecture >> 8, architecture & 0xff);
    }

    private static RawPacket at(RawPacket packet, String oui) {
        HardwareAddress address = HardwareAddress.of(oui + ":01:02:03");
        for (int i = 0; i < 6; i++) {
            packet.at(28 + i, address.octet(i));
        }
        return packet;
    }

    private static BootClient client(RawPacket packet) {
        return BootClient.of(packet.end().packet());
    }
}
