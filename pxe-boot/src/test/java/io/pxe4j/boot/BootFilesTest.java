package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.testkit.BootNetwork;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class BootFilesTest {
    private static final BootNetwork NETWORK = BootNetwork.builder()
            .dhcpServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 67))
            .build();

    private final BootFiles files = BootFiles.builder()
            .bios("undionly.kpxe")
            .uefiX64("snponly.efi")
            .ipxe("http://10.0.0.1/boot.ipxe")
            .build();

    private static BootClient client(Firmware firmware) {
        return BootClient.of((DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(firmware.discover(NETWORK, 1))));
    }

    private static BootOffer offer(BootPolicy policy, Firmware firmware) {
        return policy.offerFor(client(firmware)).toCompletableFuture().join();
    }

    @Test
    void offersFilesFromTheServerThatIsAsked() {
        assertThat(offer(files.policy(), Firmware.intelPxe())).isEqualTo(BootOffer.file("undionly.kpxe"));
        assertThat(offer(files.policy(), Firmware.edk2Pxe())).isEqualTo(BootOffer.file("snponly.efi"));
        assertThat(offer(files.policy(), Firmware.ipxe(Platform.EFI)))
                .isEqualTo(BootOffer.url("http://10.0.0.1/boot.ipxe"));
    }

    @Test
    void offersFilesFromAnotherServer() {
        Ip4 server = Ip4.of("10.0.0.2");
        assertThat(offer(files.policy(server), Firmware.intelPxe())).isEqualTo(BootOffer.file(server, "undionly.kpxe"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.policy(Ip4.ANY))
                .withMessage("tftpServer: 0.0.0.0 (expected: the address of a server)");
        assertThatIllegalArgumentException().isThrownBy(() -> files.policy(Ip4.BROADCAST));
    }

    @Test
    void offersUefiHttpBootUrlsOnly() {
        assertThat(offer(files.policy(), Firmware.edk2Http()))
                .isEqualTo(BootOffer.ignore("UEFI HTTP boot needs a URL, and no HTTP server is configured"));
        BootFiles withUrl =
                BootFiles.builder().uefiX64Http("http://10.0.0.1/snponly.efi").build();
        assertThat(offer(withUrl.policy(), Firmware.edk2Http()))
                .isEqualTo(BootOffer.url("http://10.0.0.1/snponly.efi"));
    }

    @Test
    void saysWhyAClientGetsItsFileOrNone() {
        assertThat(files.reasonFor(client(Firmware.intelPxe()))).isEqualTo("bios names undionly.kpxe");
        BootFiles none = BootFiles.builder().build();
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.reasonFor(client(Firmware.intelPxe()))).isEqualTo("no boot file for x86 BIOS is configured");
        assertThat(offer(none.policy(), Firmware.ipxe(Platform.EFI)))
                .isEqualTo(BootOffer.ignore("no script or file for iPXE is configured"));
    }

    @Test
    void tellsTheTableInOneLine() {
        assertThat(files).hasToString("bios undionly.kpxe, uefiX64 snponly.efi, ipxe http://10.0.0.1/boot.ipxe");
        assertThat(files.isEmpty()).isFalse();
    }

    @Test
    void putsLaterEntriesInThePlaceOfEarlierOnes() {
        BootFiles.Builder builder = BootFiles.builder().bios("a").ipxe("b");
        builder.addAll(BootFiles.builder().bios("c").build());
        builder.addAll(BootFiles.builder()
                .bootFile(ClientArchitecture.RISCV64_UEFI, "d")
                .ipxe("e")
                .build());
        assertThat(builder.build()).hasToString("bios c, boot file for RISC-V 64 UEFI d, ipxe e");
    }
}
