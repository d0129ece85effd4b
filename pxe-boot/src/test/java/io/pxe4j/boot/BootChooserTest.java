package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.UserClass;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.testkit.BootNetwork;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BootChooserTest {
    private static final Ip4 TFTP = Ip4.of("10.0.0.1");
    private static final BootNetwork NETWORK = BootNetwork.builder()
            .dhcpServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 67))
            .build();

    private final Map<ClientArchitecture, BootTarget> files = new LinkedHashMap<>();
    private Optional<BootTarget> ipxe = Optional.of(BootTarget.fileOrUrl("ipxe", "boot.ipxe"));
    private Optional<String> http = Optional.of("http://10.0.0.1:8080");
    private BootDecision decision = BootDecision.standard();

    BootChooserTest() {
        files.put(ClientArchitecture.X86_BIOS, BootTarget.file("bios", "undionly.kpxe"));
        files.put(ClientArchitecture.X64_UEFI, BootTarget.file("uefiX64", "/efi/snponly.efi"));
    }

    private BootOffer offer(BootClient client) {
        return new BootChooser(
                        BootDecider.of(any -> decision), new BootFiles(files, ipxe), new ScriptShelf(), TFTP, http)
                .offerFor(client)
                .toCompletableFuture()
                .join();
    }

    private static BootClient client(Firmware firmware) {
        return client(firmware.discover(NETWORK, 1));
    }

    private static BootClient client(byte[] packet) {
        DhcpDecoded decoded = DhcpPacket.decode(Unpooled.wrappedBuffer(packet));
        return BootClient.of((DhcpPacket) decoded);
    }

    private static BootClient client(VendorClass vendorClass, ClientArchitecture architecture) {
        DhcpPacketWriter writer = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                .set(DhcpOption.VENDOR_CLASS, vendorClass)
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(architecture));
        return client(writer);
    }

    private static BootClient client(DhcpPacketWriter writer) {
        var buffer = writer.encode(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT);
        try {
            return BootClient.of((DhcpPacket) DhcpPacket.decode(buffer));
        } finally {
            buffer.release();
        }
    }

    @Test
    void tellsEachClassItsFile() {
        assertThat(offer(client(Firmware.intelPxe()))).isEqualTo(BootOffer.file(TFTP, "undionly.kpxe"));
        assertThat(offer(client(Firmware.edk2Pxe()))).isEqualTo(BootOffer.file(TFTP, "/efi/snponly.efi"));
        assertThat(offer(client(Firmware.ipxe(Platform.EFI)))).isEqualTo(BootOffer.file(TFTP, "boot.ipxe"));
    }

    @Test
    void tellsUefiHttpBootTheUrlOfTheSameFileUnlessToldOtherwise() {
        assertThat(offer(client(Firmware.edk2Http()))).isEqualTo(BootOffer.url("http://10.0.0.1:8080/efi/snponly.efi"));

        files.put(ClientArchitecture.X64_UEFI_HTTP, BootTarget.fileOrHttpUrl("uefiX64Http", "http://10.9.9.9/x.efi"));
        assertThat(offer(client(Firmware.edk2Http()))).isEqualTo(BootOffer.url("http://10.9.9.9/x.efi"));

        files.remove(ClientArchitecture.X64_UEFI_HTTP);
        http = Optional.empty();
        assertThat(offer(client(Firmware.edk2Http())).why()).contains("no HTTP server");
    }

    @Test
    void neverTellsPxeWhatIsForHttpBootOnly() {
        files.clear();
        files.put(ClientArchitecture.X64_UEFI_HTTP, BootTarget.fileOrHttpUrl("uefiX64Http", "http://10.9.9.9/x.efi"));

        assertThat(offer(client(Firmware.edk2Pxe())).why()).isEqualTo("no boot file for x64 UEFI is configured");
    }

    @Test
    void takesNineForX64() {
        assertThat(offer(client(VendorClass.PXE_CLIENT, ClientArchitecture.EBC)).name())
                .isEqualTo("/efi/snponly.efi");
    }

    @Test
    void saysWhatIsNotConfigured() {
        ipxe = Optional.empty();

        assertThat(offer(client(Firmware.ipxe(Platform.EFI))).why()).contains("for iPXE");
        assertThat(offer(client(VendorClass.PXE_CLIENT, ClientArchitecture.ARM64_UEFI))
                        .why())
                .isEqualTo("no boot file for ARM 64 UEFI is configured");
        assertThat(offer(client(VendorClass.PXE_CLIENT, ClientArchitecture.of(0x1234)))
                        .why())
                .isEqualTo("no boot file for UNKNOWN(4660) is configured");
    }

    @Test
    void givesAScriptToIpxeAndAnIpxeToTheOthers() {
        decision = BootDecision.script(IpxeScript.builder().echo("hello").build());

        assertThat(offer(client(Firmware.ipxe(Platform.PCBIOS))))
                .isEqualTo(BootOffer.url("http://10.0.0.1:8080/script-52-54-00-00-00-01.ipxe"));
        assertThat(offer(client(Firmware.intelPxe()))).isEqualTo(BootOffer.file(TFTP, "undionly.kpxe"));

        http = Optional.empty();
        assertThat(offer(client(Firmware.ipxe(Platform.PCBIOS))))
                .isEqualTo(BootOffer.file(TFTP, "script-52-54-00-00-00-01.ipxe"));
    }

    @Test
    void givesAScriptByHttpToAnIpxeThatDoesNotSayWhatItCan() {
        decision = BootDecision.script(IpxeScript.builder().echo("hello").build());
        DhcpPacketWriter writer = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.USER_CLASS, UserClass.IPXE);

        assertThat(offer(client(writer)).isUrl()).isTrue();
    }

    @Test
    void passesFilesUrlsAndRefusalsOn() {
        decision = BootDecision.file("memtest");
        assertThat(offer(client(Firmware.intelPxe()))).isEqualTo(BootOffer.file(TFTP, "memtest"));
        assertThat(offer(client(Firmware.edk2Http()))).isEqualTo(BootOffer.url("http://10.0.0.1:8080/memtest"));

        decision = BootDecision.url("http://10.9.9.9/x");
        assertThat(offer(client(Firmware.edk2Http()))).isEqualTo(BootOffer.url("http://10.9.9.9/x"));

        decision = BootDecision.ignore("not today");
        assertThat(offer(client(Firmware.intelPxe())).why()).isEqualTo("not today");
    }

    @Test
    void failsWhenTheDeciderFails() {
        BootChooser chooser = new BootChooser(
                any -> CompletableFuture.failedFuture(new IllegalStateException("database")),
                new BootFiles(files, ipxe),
                new ScriptShelf(),
                TFTP,
                http);

        assertThat(chooser.offerFor(client(Firmware.intelPxe()))).isCompletedExceptionally();
    }
}
